package org.normlab.study.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.run.Points;
import org.normlab.statistics.Curves;
import org.normlab.statistics.Scores;
import org.normlab.study.Axis;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyRun;
import org.normlab.study.answer.aggregate.AggregateInput;
import org.normlab.study.answer.aggregate.AggregateSettings;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.answer.aggregate.Aggregator;
import org.normlab.study.plan.AxisRoles;
import org.springframework.stereotype.Component;

/** Describes what a study's runs say, computed over all of them at each request. */
@Component
public class Answers {
  private final Studies studies;
  private final Points points;

  public Answers(Studies studies, Points points) {
    this.studies = studies;
    this.points = points;
  }

  /**
   * Methods compared in each block.
   *
   * @throws UnknownLabel where the baseline is none of the study's
   */
  public Comparison comparison(Study study, Question question) {
    check(study, question);
    return new Comparer(results(study), question).compare();
  }

  /**
   * Methods ranked over all blocks.
   *
   * @throws TooManyToRank where the compared axis has more than {@link TooManyToRank#MOST} values
   */
  public Ranking ranks(Study study, Question question) {
    check(study, question);
    Results results = results(study);
    if (!isRankable(study)) {
      throw new TooManyToRank("ranks", results.compared());
    }
    return new Ranker(results, question).rank();
  }

  /**
   * Methods aggregated over all blocks.
   *
   * @throws TooManyToRank where the compared axis has more than {@link TooManyToRank#MOST} values
   * @throws UnknownLabel where the baseline is none of the study's
   * @throws org.normlab.study.answer.aggregate.IllegalAggregate where the settings do not fit
   */
  public Aggregates aggregates(Study study, Question question, AggregateSettings settings) {
    check(study, question);
    Results results = results(study);
    if (!isRankable(study)) {
      throw new TooManyToRank("aggregates", results.compared());
    }
    AggregateInput input = new BlockValues(results, studies.sources(study.id())).of(question);
    return new Aggregator(input, settings).aggregate();
  }

  /** Returns whether the compared axis is short enough for tests of all pairs. */
  public boolean isRankable(Study study) {
    Axis compared = new AxisRoles(study.spec(), study.axes()).compared();
    return compared != null && compared.labels().size() <= TooManyToRank.MOST;
  }

  private static void check(Study study, Question question) {
    Axis compared = new AxisRoles(study.spec(), study.axes()).compared();
    if (compared != null
        && question.baseline() != null
        && !compared.labels().contains(question.baseline())) {
      throw new UnknownLabel(compared, question.baseline());
    }
  }

  private Results results(Study study) {
    return new Results(study, studies.cells(study.id()), studies.runs(study.id()));
  }

  /**
   * Returns the names of metrics that the study's methods can be compared by: those that any run
   * has in its summary, or before the first has ended, those that a summary may have.
   */
  public Set<String> comparable(Study study) {
    Set<String> measured = new TreeSet<>();
    studies.runs(study.id()).forEach(run -> measured.addAll(run.summary().keySet()));
    return Metrics.list().stream()
        .filter(Metric::isComparable)
        .map(Metric::name)
        .filter(name -> measured.isEmpty() || measured.contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** One figure of the chosen runs, seed by seed. */
  public ScoreTable scores(Study study, MetricAt reading) {
    Results results = results(study);
    ScoredMetric metric = ScoredMetric.of(reading.metric());
    Scorer scorer = new Scorer(points, metric, reading);
    Selector selector = results.selector();
    List<ScoreTable.Row> rows = new ArrayList<>();
    for (Block block : results.blocks()) {
      block
          .methods()
          .forEach(
              (method, all) -> {
                Scores scores = scorer.scores(selector.shown(all));
                rows.add(new ScoreTable.Row(block.coordinates(), method, scores));
              });
    }
    return new ScoreTable(metric.name(), metric.better(), rows);
  }

  /** One metric over steps, of each method's chosen runs. */
  public CurveSet curves(Study study, String metric, double level) {
    Results results = results(study);
    Selector selector = results.selector();
    List<CurveSet.InBlock> blocks = new ArrayList<>();
    for (Block block : results.blocks()) {
      List<CurveSet.OfMethod> methods = new ArrayList<>();
      block
          .methods()
          .forEach(
              (method, all) -> methods.add(curve(method, selector.choose(all), metric, level)));
      blocks.add(new CurveSet.InBlock(block.coordinates(), methods));
    }
    return new CurveSet(metric, results.compared().name(), level, blocks);
  }

  /** Reads the series of one method's runs and keeps none: a long study's would fill the memory. */
  private CurveSet.OfMethod curve(
      String method, @Nullable ConfigurationRuns chosen, String metric, double level) {
    List<StudyRun> runs = chosen == null ? List.of() : chosen.runs();
    List<SortedMap<Long, Double>> series =
        runs.stream().map(run -> points.ofRun(run.job(), run.number(), metric)).toList();
    return CurveSet.OfMethod.of(
        method,
        chosen == null ? null : new LinkedHashMap<>(chosen.chosen()),
        Curves.of(series, level));
  }
}
