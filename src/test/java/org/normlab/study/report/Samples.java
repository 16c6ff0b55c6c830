package org.normlab.study.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.Conclusion;
import org.normlab.statistics.Curves;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.SeedsNeeded;
import org.normlab.statistics.Sensitivity;
import org.normlab.statistics.Summary;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Holm;
import org.normlab.statistics.rank.Nemenyi;
import org.normlab.statistics.rank.Ranks;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.StudyRun;
import org.normlab.study.StudyState;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.answer.Question;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.aggregate.AggregateInput;
import org.normlab.study.answer.aggregate.AggregateSettings;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.answer.aggregate.Aggregator;
import org.normlab.study.answer.aggregate.ScoreNormalization;
import org.normlab.study.recipe.Replication;
import org.normlab.wire.StudyJson;

/** Material of studies that were never trained: any number of methods, blocks and seeds. */
public final class Samples {
  public static final double DIVERGED = Double.NaN;
  public static final double PENDING = Double.POSITIVE_INFINITY;
  static final Map<String, String> VERSIONS = Map.of("Normlab", "1.2.3");

  private Samples() {}

  /** Accuracies of each method, by seed, all in one block; the first method is the baseline. */
  public static ReportInput oneBlock(Map<String, double[]> values) {
    return material(List.of(values), "COMPLETED", null);
  }

  /** Methods m0, m1 … with values that differ by method, seed and block. */
  public static Map<String, double[]> methods(int count, int seeds, int block, String name) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int m = 0; m < count; m++) {
      int method = m;
      double[] of =
          IntStream.range(0, seeds)
              .mapToDouble(
                  s -> 0.8 + 0.004 * method + 0.01 * ((s * 7 + method * 3 + block * 5) % 6))
              .toArray();
      values.put(name + m, of);
    }
    return values;
  }

  public static ReportInput material(
      List<Map<String, double[]>> blocks, String state, @Nullable Replication claims) {
    Comparison comparison = comparison(blocks);
    return new ReportInput(
        study(List.copyOf(blocks.getFirst().keySet()), blocks.size()),
        progress(state, comparison.counts()),
        Question.USUAL,
        comparison,
        blocks.size() > 1 ? ranking(blocks) : null,
        aggregates(blocks),
        curves(blocks),
        List.of(
            new Configuration(
                0, Map.of("normalization", blocks.getFirst().keySet().iterator().next()))),
        runs(blocks.getFirst()),
        claims,
        VERSIONS,
        new TreeMap<>(Map.of("1.2.2", 1, "1.2.3", 4)),
        new TreeMap<>(Map.of("digits", new TreeSet<>(Set.of("sha256:0f")))),
        blocks.getFirst().keySet().stream()
            .map(method -> new ResolvedJob(method, "job", "{\"epochs\":20}"))
            .toList());
  }

  private static List<StudyRun> runs(Map<String, double[]> block) {
    List<StudyRun> runs = new ArrayList<>();
    block.forEach(
        (_, values) -> {
          for (int s = 0; s < values.length; s++) {
            String reason =
                outcome(values[s]) == RunOutcome.DIVERGED ? "the loss was not finite" : "";
            runs.add(
                new StudyRun(
                    0, "job", s, s, 0.1, outcome(values[s]), reason, Map.of(), null, null, null));
          }
        });
    return runs;
  }

  private static Study study(List<String> methods, int blocks) {
    return new Study(
        "018f0000-0000-7000-8000-000000000001",
        1,
        StudyJson.trusted(
            """
            {"name": "a <script>alert(1)</script> | study", "base": {"data": {"name": "digits"}},
             "axes": {"normalization": [{"type": "none"}]}}
            """),
        List.of(
            new Axis("normalization", methods, false),
            new Axis("data", IntStream.range(0, blocks).mapToObj(b -> "set" + b).toList(), false)),
        StudyState.ACTIVE,
        null,
        null,
        null,
        Instant.EPOCH);
  }

  private static StudyProgress progress(String state, Comparison.Counts counts) {
    boolean cancelled = state.equals("CANCELLED");
    int open = counts.pending() > 0 && !cancelled ? 1 : 0;
    return new StudyProgress(
        1,
        cancelled ? StudyState.CANCELLED : StudyState.ACTIVE,
        2,
        0,
        open,
        2 - open,
        0,
        0,
        0.5,
        counts.runs(),
        counts.runs() - counts.pending(),
        counts.diverged(),
        counts.failed(),
        0,
        Instant.EPOCH,
        null);
  }

  private static Comparison comparison(List<Map<String, double[]>> blocks) {
    List<Comparison.InBlock> in = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      Map<String, String> at = blocks.size() == 1 ? Map.of() : Map.of("data", "set" + b);
      in.add(new Comparison.InBlock(at, rows(blocks.get(b))));
    }
    Comparison.Counts counts =
        counts(
            blocks.stream()
                .flatMap(block -> block.values().stream())
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray());
    String baseline = blocks.getFirst().keySet().iterator().next();
    return new Comparison(
        "test.accuracy",
        Direction.HIGHER,
        "normalization",
        baseline,
        0.95,
        counts.pending() == 0,
        counts,
        in,
        sensitivities(blocks.getFirst()));
  }

  private static List<Comparison.OfSetting> sensitivities(Map<String, double[]> block) {
    List<Comparison.OfSetting> all = new ArrayList<>();
    block.forEach(
        (name, values) -> {
          List<Sensitivity.Cell> cells =
              Stream.of(1e-5, 1e-4, 0.001, 0.0011, 0.00125, 0.01, 0.1, 1.0, 10.0)
                  .map(x -> new Sensitivity.Cell(x, scores(values), true))
                  .toList();
          all.add(
              new Comparison.OfSetting(
                  "learningRate", Map.of(), name, Sensitivity.of(cells, Direction.HIGHER, 0.0)));
        });
    return all;
  }

  static Scores scores(double... values) {
    Map<Long, Score> scores = new TreeMap<>();
    for (int s = 0; s < values.length; s++) {
      scores.put((long) s, values[s] == PENDING ? Score.MISSING : Score.of(values[s]));
    }
    return Scores.of(scores);
  }

  private static RunOutcome outcome(double value) {
    return value == PENDING
        ? RunOutcome.PENDING
        : Double.isNaN(value) ? RunOutcome.DIVERGED : RunOutcome.COMPLETED;
  }

  private static Comparison.Counts counts(double... values) {
    Map<RunOutcome, Integer> counts = new TreeMap<>();
    for (double value : values) {
      counts.merge(outcome(value), 1, Integer::sum);
    }
    return new Comparison.Counts(
        values.length,
        counts.getOrDefault(RunOutcome.COMPLETED, 0),
        0,
        counts.getOrDefault(RunOutcome.DIVERGED, 0),
        0,
        0,
        counts.getOrDefault(RunOutcome.PENDING, 0));
  }

  private static List<Comparison.OfMethod> rows(Map<String, double[]> block) {
    String baseline = block.keySet().iterator().next();
    Map<String, PairedComparison> pairs = new LinkedHashMap<>();
    block.forEach(
        (name, values) -> {
          if (!name.equals(baseline)) {
            pairs.put(
                name,
                PairedComparison.of(
                    scores(values),
                    scores(block.get(baseline)),
                    Direction.HIGHER,
                    Question.USUAL.alternative(),
                    Question.USUAL.diverged(),
                    0.95));
          }
        });
    List<Estimate> p =
        Holm.adjust(pairs.values().stream().map(pair -> pair.wilcoxon().p()).toList());
    List<String> order = List.copyOf(pairs.keySet());
    List<Comparison.OfMethod> rows = new ArrayList<>();
    block.forEach(
        (name, values) -> {
          int place = order.indexOf(name);
          int family = (int) p.stream().filter(Estimate::defined).count();
          rows.add(row(name, values, pairs.get(name), place < 0 ? null : p.get(place), family));
        });
    return rows;
  }

  private static Comparison.OfMethod row(
      String name,
      double[] values,
      @Nullable PairedComparison against,
      @Nullable Estimate pHolm,
      int family) {
    List<Comparison.OfRun> runs = new ArrayList<>();
    for (int s = 0; s < values.length; s++) {
      Double value = Double.isFinite(values[s]) ? values[s] : null;
      runs.add(new Comparison.OfRun(s, "job", s, outcome(values[s]), value));
    }
    Summary summary = Summary.of(scores(values), 0.95);
    boolean any = summary.n() > 0;
    Estimate none = Estimate.undefined("no run has ended");
    return new Comparison.OfMethod(
        name,
        any ? Map.of("learningRate", "0.1") : null,
        any ? List.of("learningRate 0.1 is the largest tried: the best may lie beyond") : List.of(),
        3,
        120,
        counts(values),
        runs,
        summary,
        against,
        pHolm,
        against == null || pHolm == null
            ? null
            : Conclusion.of(against, pHolm, Direction.HIGHER, 0.05),
        against == null
            ? null
            : SeedsNeeded.of(against, Question.USUAL.alternative(), 0.05, Math.max(1, family), 0.8),
        new Comparison.Costs(
            any ? Estimate.of(1.5 + runs.size() + name.length() % 3) : none,
            none,
            none,
            none,
            null),
        any);
  }

  private static Ranking ranking(List<Map<String, double[]>> blocks) {
    List<String> methods = List.copyOf(blocks.getFirst().keySet());
    List<List<Score>> scores =
        blocks.stream()
            .map(
                block ->
                    block.values().stream()
                        .map(of -> Score.of(java.util.Arrays.stream(of).average().orElse(DIVERGED)))
                        .toList())
            .toList();
    var diverged = Question.USUAL.diverged();
    Ranks ranks = Ranks.of(methods, scores, Direction.HIGHER, diverged);
    List<Summary> summaries = new ArrayList<>();
    for (int m = 0; m < methods.size(); m++) {
      int method = m;
      summaries.add(
          Summary.of(
              Scores.of(ranks.ranks().stream().mapToDouble(row -> row.get(method)).toArray()),
              0.95));
    }
    return new Ranking(
        "test.accuracy",
        Direction.HIGHER,
        "normalization",
        0.05,
        IntStream.range(0, blocks.size()).mapToObj(b -> Map.of("data", "set" + b)).toList(),
        ranks,
        summaries,
        Friedman.of(ranks),
        Nemenyi.of(ranks, 0.05),
        CriticalDifference.byNemenyi(ranks, 0.05),
        CriticalDifference.byWilcoxon(methods, scores, Direction.HIGHER, diverged, 0.05));
  }

  private static Aggregates aggregates(List<Map<String, double[]>> blocks) {
    List<AggregateInput.OfBlock> in = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      Map<String, Scores> values = new LinkedHashMap<>();
      blocks.get(b).forEach((name, of) -> values.put(name, scores(of)));
      Map<String, String> at = blocks.size() == 1 ? Map.of() : Map.of("data", "set" + b);
      in.add(new AggregateInput.OfBlock(at, Set.of("set" + b), values));
    }
    AggregateInput input =
        new AggregateInput(
            "test.accuracy",
            Direction.HIGHER,
            "normalization",
            blocks.getFirst().keySet().iterator().next(),
            0.95,
            Question.USUAL.diverged(),
            true,
            in);
    return new Aggregator(
            input, new AggregateSettings(new ScoreNormalization.Known(), AggregateSettings.LEAST))
        .aggregate();
  }

  private static CurveSet curves(List<Map<String, double[]>> blocks) {
    List<CurveSet.InBlock> in = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      List<CurveSet.OfMethod> methods = new ArrayList<>();
      blocks
          .get(b)
          .forEach((name, of) -> methods.add(CurveSet.OfMethod.of(name, null, curves(of))));
      Map<String, String> at = blocks.size() == 1 ? Map.of() : Map.of("data", "set" + b);
      in.add(new CurveSet.InBlock(at, methods));
    }
    return new CurveSet("validation.accuracy", "normalization", 0.95, in);
  }

  private static Curves curves(double... ends) {
    List<SortedMap<Long, Double>> series = new ArrayList<>();
    for (double end : ends) {
      SortedMap<Long, Double> one = new TreeMap<>();
      for (long step = 1; step <= 20 && Double.isFinite(end); step++) {
        one.put(50 * step, end * (1 - 1.0 / (step + 1)));
      }
      series.add(one);
    }
    return Curves.of(series, 0.95);
  }
}
