package org.normlab.study.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Conclusion;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.Pareto;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.SeedsNeeded;
import org.normlab.statistics.Summary;
import org.normlab.statistics.rank.Holm;
import org.normlab.study.StudyRun;

/** Answers which method is better, and by how much, in each block. */
final class Comparer {
  private static final double POWER = 0.8;

  private final Results results;
  private final Question question;
  private final ScoredMetric metric;
  private final String baseline;
  private final Selector selector;

  Comparer(Results results, Question question) {
    this.results = results;
    this.question = question;
    String asked = question.metric();
    this.metric = ScoredMetric.of(asked == null ? results.study().spec().metric() : asked);
    this.baseline = Objects.requireNonNullElseGet(question.baseline(), results::baseline);
    this.selector = results.selector();
  }

  Comparison compare() {
    List<Comparison.InBlock> blocks = results.blocks().stream().map(this::block).toList();
    Comparison.Counts counts = counts(allRuns(results.blocks()));
    return new Comparison(
        metric.name(),
        metric.better(),
        results.compared().name(),
        baseline,
        question.level(),
        counts.pending() == 0,
        counts,
        blocks,
        new Sensitivities(results, metric).all());
  }

  static List<StudyRun> allRuns(List<Block> blocks) {
    return blocks.stream()
        .flatMap(block -> block.methods().values().stream())
        .flatMap(List::stream)
        .flatMap(candidate -> candidate.runs().stream())
        .toList();
  }

  static Comparison.Counts counts(Collection<StudyRun> runs) {
    return new Comparison.Counts(
        runs.size(),
        count(runs, RunOutcome.COMPLETED),
        count(runs, RunOutcome.STOPPED_EARLY),
        count(runs, RunOutcome.DIVERGED),
        count(runs, RunOutcome.FAILED),
        count(runs, RunOutcome.CANCELLED),
        count(runs, RunOutcome.PENDING));
  }

  private static int count(Collection<StudyRun> runs, RunOutcome outcome) {
    return (int) runs.stream().filter(run -> run.outcome() == outcome).count();
  }

  private Comparison.InBlock block(Block block) {
    Map<String, @Nullable ConfigurationRuns> chosen = new LinkedHashMap<>();
    Map<String, Scores> scores = new LinkedHashMap<>();
    block
        .methods()
        .forEach(
            (name, all) -> {
              ConfigurationRuns one = selector.choose(all);
              chosen.put(name, one);
              scores.put(name, Selector.shown(one, all).scores(metric));
            });
    int most = block.methods().values().stream().mapToInt(List::size).max().orElse(0);
    Map<String, PairedComparison> pairs = new LinkedHashMap<>();
    scores.forEach(
        (name, own) -> {
          Scores other = scores.get(baseline);
          if (!name.equals(baseline) && other != null) {
            pairs.put(name, paired(own, other));
          }
        });
    Map<String, Estimate> corrected = corrected(pairs);
    List<Comparison.OfMethod> rows = new ArrayList<>();
    block
        .methods()
        .forEach(
            (name, all) ->
                rows.add(
                    row(
                        name,
                        all,
                        chosen.get(name),
                        Objects.requireNonNull(scores.get(name)),
                        pairs.get(name),
                        corrected,
                        most)));
    return new Comparison.InBlock(block.coordinates(), withFront(rows));
  }

  private PairedComparison paired(Scores own, Scores other) {
    return PairedComparison.of(
        own, other, metric.better(), question.alternative(), question.diverged(), question.level());
  }

  private static Map<String, Estimate> corrected(Map<String, PairedComparison> pairs) {
    List<Estimate> adjusted =
        Holm.adjust(pairs.values().stream().map(pair -> pair.wilcoxon().p()).toList());
    Map<String, Estimate> corrected = new LinkedHashMap<>();
    int i = 0;
    for (String name : pairs.keySet()) {
      corrected.put(name, adjusted.get(i++));
    }
    return corrected;
  }

  private Comparison.OfMethod row(
      String name,
      List<ConfigurationRuns> all,
      @Nullable ConfigurationRuns chosen,
      Scores scores,
      @Nullable PairedComparison against,
      Map<String, Estimate> corrected,
      int mostTried) {
    List<StudyRun> runs =
        chosen == null
            ? all.stream().flatMap(candidate -> candidate.runs().stream()).toList()
            : chosen.runs();
    Estimate p = corrected.get(name);
    return new Comparison.OfMethod(
        name,
        chosen == null ? null : chosen.chosen(),
        chosen == null ? List.of() : remarks(chosen, all, mostTried),
        all.size(),
        selector.validationRows(chosen),
        counts(runs),
        chosen == null ? List.of() : runs.stream().map(this::ofRun).toList(),
        Summary.of(scores, question.level()),
        against,
        p,
        against == null || p == null
            ? null
            : Conclusion.of(against, p, metric.better(), question.alpha()),
        against == null ? null : seedsNeeded(against, corrected),
        costs(chosen),
        false);
  }

  private SeedsNeeded seedsNeeded(PairedComparison against, Map<String, Estimate> corrected) {
    int comparisons = (int) corrected.values().stream().filter(Estimate::defined).count();
    return SeedsNeeded.of(against, question.alternative(), question.alpha(), comparisons, POWER);
  }

  /** Returns what makes a choice less fair than it looks. */
  private List<String> remarks(
      ConfigurationRuns chosen, List<ConfigurationRuns> all, int mostTried) {
    List<String> remarks = new ArrayList<>(Selector.edges(chosen, all));
    if (all.size() < mostTried) {
      remarks.add(
          "chosen among %d settings, where another method had %d".formatted(all.size(), mostTried));
    }
    long onTest =
        all.stream()
            .flatMap(candidate -> candidate.runs().stream())
            .filter(StudyRun::divergedOnTestAlone)
            .count();
    if (selector.chooses() && onTest > 0) {
      remarks.add(
          "%d %s no finite test loss: diverged in what is compared, counted by validation in the choice"
              .formatted(onTest, onTest == 1 ? "run has" : "runs have"));
    }
    return remarks;
  }

  private Comparison.OfRun ofRun(StudyRun run) {
    @Nullable Double value = metric.score(run) instanceof Score.Value(double one) ? one : null;
    return new Comparison.OfRun(run.seed(), run.job(), run.number(), run.outcome(), value);
  }

  private static Comparison.Costs costs(@Nullable ConfigurationRuns chosen) {
    if (chosen == null || chosen.runs().isEmpty()) {
      Estimate none = Estimate.undefined("no run has ended");
      return new Comparison.Costs(none, none, none, none, null);
    }
    List<StudyRun> runs = chosen.runs();
    return new Comparison.Costs(
        mean(chosen.values(Metrics.SECONDS.name())),
        mean(chosen.values(Metrics.SAMPLES_PER_SECOND.name())),
        mean(values(runs, StudyRun::parameters)),
        mean(values(runs, StudyRun::memoryBytes)),
        runs.getFirst().width());
  }

  private static double[] values(List<StudyRun> runs, Function<StudyRun, @Nullable Long> figure) {
    List<Double> values = new ArrayList<>();
    for (StudyRun run : runs) {
      Long value = figure.apply(run);
      if (value != null) {
        values.add(value.doubleValue());
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Estimate mean(double[] values) {
    return values.length == 0
        ? Estimate.undefined("no run has ended")
        : Estimate.of(Arrays.stream(values).average().orElseThrow());
  }

  /** The front of the metric against a run's seconds. */
  private List<Comparison.OfMethod> withFront(List<Comparison.OfMethod> rows) {
    List<List<@Nullable Double>> points = new ArrayList<>();
    for (Comparison.OfMethod row : rows) {
      List<@Nullable Double> point = new ArrayList<>();
      point.add(row.summary().mean().value());
      point.add(row.costs().seconds().value());
      points.add(point);
    }
    List<Integer> front = Pareto.of(points, List.of(metric.better(), Direction.LOWER)).front();
    List<Comparison.OfMethod> marked = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Comparison.OfMethod row = rows.get(i);
      marked.add(
          new Comparison.OfMethod(
              row.method(),
              row.chosen(),
              row.edges(),
              row.tried(),
              row.validationRows(),
              row.counts(),
              row.runs(),
              row.summary(),
              row.against(),
              row.pHolm(),
              row.conclusion(),
              row.seedsNeeded(),
              row.costs(),
              front.contains(i)));
    }
    return marked;
  }
}
