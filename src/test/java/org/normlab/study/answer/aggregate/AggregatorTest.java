package org.normlab.study.answer.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.score.Aggregate;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.statistics.score.BlockImprovement;
import org.normlab.statistics.score.BlockScores;
import org.normlab.statistics.score.PerformanceProfile;
import org.normlab.study.answer.aggregate.Aggregates.Scale;

/**
 * Aggregates of two methods over two blocks. The expected figures, and the intervals by 400,000
 * resamples, were computed with NumPy from the definitions of Agarwal et al. (2021).
 */
class AggregatorTest {
  private static final double DIVERGED = Double.NaN;
  private static final double PENDING = Double.POSITIVE_INFINITY;
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  /** A percentile of 2,000 resamples may be off by about a step of the few values there are. */
  private static final Offset<Double> NEAR = Offset.offset(0.02);

  private static final double[][] A = {{0.9, 0.8, 0.7, 0.95}, {0.5, 0.6, 0.4}};
  private static final double[][] B = {{0.85, 0.8, 0.9, 0.99}, {0.7, 0.3, 0.65}};

  private String metric = "test.accuracy";
  private Direction better = Direction.HIGHER;
  private DivergedPairs diverged = DivergedPairs.LEFT_OUT;
  private ScoreNormalization normalize = new ScoreNormalization.Known();
  private @Nullable Integer resamples;
  private List<String> sources = List.of("digits", "uci/iris");

  private static Scores scores(double... values) {
    Map<Long, Score> bySeed = new TreeMap<>();
    for (double value : values) {
      bySeed.put((long) bySeed.size(), value == PENDING ? Score.MISSING : Score.of(value));
    }
    return Scores.of(bySeed);
  }

  private Aggregates of(double[][] a, double[][] b) {
    List<AggregateInput.OfBlock> blocks = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      Map<String, Scores> values = new LinkedHashMap<>();
      values.put("a", scores(a[i]));
      values.put("b", scores(b[i]));
      Map<String, String> at = Map.of("data", sources.get(i));
      blocks.add(new AggregateInput.OfBlock(at, Set.of(sources.get(i)), values));
    }
    return new Aggregator(
            new AggregateInput(metric, better, "normalization", "a", 0.95, diverged, true, blocks),
            new AggregateSettings(normalize, resamples))
        .aggregate();
  }

  private static AggregateScore figure(Aggregates of, int method, Aggregate aggregate) {
    return of.methods().get(method).figures().stream()
        .filter(one -> one.aggregate() == aggregate)
        .findFirst()
        .orElseThrow();
  }

  private static double value(Aggregates of, int method, Aggregate aggregate) {
    return value(figure(of, method, aggregate).value());
  }

  private static double value(Estimate estimate) {
    return Objects.requireNonNull(estimate.value(), estimate::toString);
  }

  private static void within(Interval interval, double low, double high) {
    assertThat(Objects.requireNonNull(interval.low())).isCloseTo(low, NEAR);
    assertThat(Objects.requireNonNull(interval.high())).isCloseTo(high, NEAR);
  }

  @Test
  void sharesAreAggregatedAsTheyAre() {
    Aggregates both = of(A, B);
    assertThat(both.scale()).isEqualTo(Scale.SHARE);
    assertThat(value(both, 0, Aggregate.IQM)).isCloseTo(0.7, EXACT);
    assertThat(value(both, 0, Aggregate.MEAN)).isCloseTo(0.66875, EXACT);
    assertThat(value(both, 0, Aggregate.MEDIAN)).isCloseTo(0.66875, EXACT);
    assertThat(value(both, 0, Aggregate.OPTIMALITY_GAP)).isCloseTo(2.15 / 7, EXACT);
    assertThat(value(both, 1, Aggregate.IQM)).isCloseTo(0.78, EXACT);
    assertThat(value(both, 1, Aggregate.MEAN)).isCloseTo(0.7175, EXACT);
    within(figure(both, 0, Aggregate.IQM).interval(), 0.62, 0.78);
    within(figure(both, 1, Aggregate.MEAN).interval(), 0.59875, 0.80791667);
    within(figure(both, 1, Aggregate.OPTIMALITY_GAP).interval(), 0.17428571, 0.35857143);
  }

  @Test
  void eachPairStandsOnceAgainstTheBaseline() {
    Aggregates both = of(A, B);
    assertThat(both.pairs()).hasSize(1);
    Aggregates.OfPair pair = both.pairs().getFirst();
    assertThat(List.of(pair.method(), pair.other())).containsExactly("b", "a");
    assertThat(value(pair.improvement().probability())).isCloseTo(0.6458333333333333, EXACT);
    within(pair.improvement().interval(), 0.29166667, 0.9375);
  }

  /** The same as the functions whose numbers are verified against rliable. */
  @Test
  void figuresAreThoseOfTheStatistics() {
    Aggregates both = of(A, B);
    BlockScores a = BlockScores.of(List.of(A));
    BlockScores b = BlockScores.of(List.of(B));
    Aggregates.OfMethod second = both.methods().get(1);
    assertThat(second.figures()).isEqualTo(AggregateScore.all(b, 0.95, 2_000));
    assertThat(both.pairs().getFirst().improvement())
        .isEqualTo(BlockImprovement.of(b, a, 0.95, 2_000));
    double[] thresholds = both.thresholds().stream().mapToDouble(Double::doubleValue).toArray();
    assertThat(second.profile()).isEqualTo(PerformanceProfile.of(b, thresholds, 0.95, 2_000));
    assertThat(thresholds).contains(0.3, 0.5, 0.9).hasSizeBetween(60, 150);
    assertThat(value(second.profile().points().getFirst().share())).isEqualTo(1);
    assertThat(value(second.profile().points().getLast().share())).isZero();
  }

  @Test
  void givenReferencesMeasureEachBlock() {
    normalize =
        new ScoreNormalization.Given(
            List.of(new ScoreReference(0.1, 0.9), new ScoreReference(0.3, 0.7)));
    Aggregates both = of(A, B);
    assertThat(both.scale()).isEqualTo(Scale.REFERENCES);
    assertThat(value(both, 0, Aggregate.IQM)).isCloseTo(0.775, EXACT);
    assertThat(value(both, 0, Aggregate.MEAN)).isCloseTo(0.7109375, EXACT);
    assertThat(value(both, 1, Aggregate.IQM)).isCloseTo(0.9375, EXACT);
    assertThat(value(both, 1, Aggregate.OPTIMALITY_GAP)).isCloseTo(0.1875, EXACT);
    assertThat(both.blocks().getLast().reference()).isEqualTo(new ScoreReference(0.3, 0.7));
  }

  /** Random play of Breakout returns 0.51 and the reference 10, of Space Invaders 2.84 and 44. */
  @Test
  void returnsOfKnownEnvironmentsAreMeasuredByTheirReferences() {
    metric = "return.final";
    sources = List.of("minatar/breakout", "minatar/space-invaders");
    double[][] agents = {{10, 10, 10}, {2.84, 44, 2.84}};
    double[][] random = {{0.51, 0.51, 0.51}, {2.84, 2.84, 2.84}};
    Aggregates both = of(random, agents);
    assertThat(both.scale()).isEqualTo(Scale.REFERENCES);
    assertThat(value(both, 0, Aggregate.IQM)).isZero();
    assertThat(value(both, 1, Aggregate.MEAN)).isCloseTo(2 / 3.0, EXACT);
    assertThat(both.blocks().getFirst().name()).isEqualTo("minatar/breakout");
    assertThat(both.notes().getFirst())
        .isEqualTo(
            "Scores are (return.final − random) / (reference − random) in each block: 0 is"
                + " uniformly random play, 1 is DQN after 5 million frames (Young and Tian 2019).");
    metric = "test.loss";
    assertThat(of(random, agents).scale()).isEqualTo(Scale.NONE);
    metric = "return.final";
    sources = List.of("minatar/breakout", "cartpole");
    assertThat(of(random, agents).scale()).isEqualTo(Scale.NONE);
  }

  /** Losses of two data sets are no scale, and none is made of their least and largest. */
  @Test
  void valuesWithoutAScaleInCommonAreNotAggregated() {
    metric = "test.loss";
    better = Direction.LOWER;
    Aggregates both = of(A, B);
    assertThat(both.scale()).isEqualTo(Scale.NONE);
    assertThat(figure(both, 0, Aggregate.IQM).value().reason())
        .isEqualTo("values of 2 blocks have no scale in common");
    assertThat(figure(both, 0, Aggregate.IQM).interval().defined()).isFalse();
    assertThat(both.methods().getFirst().profile().points()).isEmpty();
    assertThat(both.notes().getFirst()).contains("no scale in common over 2 blocks");
    // Lower is better: how probably b is better than a is the opposite of what it is of accuracies.
    assertThat(value(both.pairs().getFirst().improvement().probability()))
        .isCloseTo(1 - 0.6458333333333333, EXACT);
  }

  @Test
  void valuesOfOneBlockAreAggregatedAsTheyAre() {
    metric = "test.loss";
    better = Direction.LOWER;
    Aggregates both = of(new double[][] {A[0]}, new double[][] {B[0]});
    assertThat(both.scale()).isEqualTo(Scale.RAW);
    assertThat(value(both, 0, Aggregate.MEAN)).isCloseTo(0.8375, EXACT);
    assertThat(figure(both, 0, Aggregate.OPTIMALITY_GAP).value().reason())
        .contains("of which 1 is the target");
    List<PerformanceProfile.At> points = both.methods().getFirst().profile().points();
    assertThat(value(points.getFirst().share())).isZero();
    assertThat(value(points.getLast().share())).isEqualTo(1);
    assertThat(points).extracting(PerformanceProfile.At::threshold).isSorted();
    // Two of 0.9, 0.8, 0.7, 0.95 are below 0.85.
    assertThat(points)
        .filteredOn(at -> at.threshold() == 0.85)
        .singleElement()
        .satisfies(at -> assertThat(value(at.share())).isEqualTo(0.5));
  }

  @Test
  void runsThatDivergedAreCountedWhereTheyAreLeftOut() {
    Aggregates both = of(new double[][] {{0.9, 0.8, 0.7, DIVERGED}, A[1]}, B);
    assertThat(both.methods().getFirst().runs())
        .containsExactly(new Aggregates.Runs(3, 1, 0), new Aggregates.Runs(3, 0, 0));
    assertThat(value(both, 0, Aggregate.MEAN)).isCloseTo(0.65, EXACT);
    assertThat(both.notes())
        .contains("1 run diverged and is left out of all figures, but counted.");
  }

  @Test
  void runsThatDivergedCountAsTheWorstWhereTheyAreRankedWorst() {
    diverged = DivergedPairs.WORST_RANKED;
    double[][] some = {{0.9, 0.8, 0.7, DIVERGED}, {DIVERGED, DIVERGED, DIVERGED}};
    Aggregates both = of(some, B);
    assertThat(value(both, 0, Aggregate.MEAN)).isCloseTo(0.3, EXACT);
    // 3 + 2½ + 3½ + 4 of 16 comparisons, and all of the second block.
    assertThat(value(both.pairs().getFirst().improvement().probability()))
        .isCloseTo((13 / 16.0 + 1) / 2, EXACT);
    assertThat(both.notes().get(1))
        .startsWith("4 runs diverged: each counts as the worst score of its block, or as 0");
    metric = "test.loss";
    better = Direction.LOWER;
    Aggregates loss = of(new double[][] {{0.9, 0.8, DIVERGED}}, new double[][] {{0.2, 0.3, 1.2}});
    assertThat(value(loss, 0, Aggregate.MEAN)).isCloseTo((0.9 + 0.8 + 1.2) / 3, EXACT);
    assertThat(value(loss.pairs().getFirst().improvement().probability()))
        .isCloseTo((3 + 3 + 1) / 9.0, EXACT);
  }

  @Test
  void aBlockWithoutAScoreSaysWhich() {
    Aggregates both =
        of(
            new double[][] {A[0], {DIVERGED, DIVERGED, DIVERGED}},
            new double[][] {B[0], {PENDING, PENDING, DIVERGED}});
    assertThat(figure(both, 0, Aggregate.IQM).value().reason())
        .isEqualTo("all runs of a in uci/iris diverged");
    assertThat(figure(both, 1, Aggregate.IQM).value().reason())
        .isEqualTo("no run of b in uci/iris has a value");
    assertThat(both.pairs().getFirst().improvement().probability().reason())
        .isEqualTo("no run of b in uci/iris has a value");
    assertThat(both.areDefined()).isFalse();
    assertThat(both.notes())
        .contains(
            "2 runs have no result and are in no figure: failed, cancelled or still to come.");
  }

  @Test
  void fewRunsHaveNoInterval() {
    Aggregates both = of(new double[][] {A[0], {0.5, 0.6}}, B);
    assertThat(value(both, 0, Aggregate.MEAN)).isCloseTo(0.69375, EXACT);
    String reason = "an interval needs 3 runs of each block, and a has 2 in uci/iris";
    assertThat(figure(both, 0, Aggregate.MEAN).interval().reason()).isEqualTo(reason);
    assertThat(both.pairs().getFirst().improvement().interval().reason()).isEqualTo(reason);
    assertThat(both.methods().getFirst().profile().points())
        .allSatisfy(at -> assertThat(at.interval().defined()).isFalse());
    assertThat(figure(both, 1, Aggregate.MEAN).interval().defined()).isTrue();
  }

  @Test
  void runsThatAreAllAlikeHaveAProfileAllTheSame() {
    double[][] alike = {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}};
    Aggregates both = of(alike, alike);
    assertThat(value(both, 0, Aggregate.IQM)).isEqualTo(0.5);
    assertThat(both.methods().getFirst().profile().points())
        .extracting(at -> value(at.share()))
        .containsExactly(1.0, 0.0, 0.0);
  }

  @ParameterizedTest
  @CsvSource({"1e300, -1e300, 0", "1e-300, 2e-300, 0", "1e9, 1.0000000001e9, 1e9", "0, 0, 0"})
  void thresholdsAscendWhateverTheScores(double one, double other, double third) {
    metric = "test.loss";
    double[] values = {one, other, third};
    Aggregates both = of(new double[][] {values}, new double[][] {values});
    assertThat(both.thresholds()).hasSizeBetween(3, 150).allMatch(Double::isFinite);
    List<PerformanceProfile.At> points = both.methods().getFirst().profile().points();
    assertThat(value(points.getFirst().share())).isEqualTo(1);
    assertThat(value(points.getLast().share())).isZero();
  }

  @Test
  void referencesThatDoNotFitAreRefused() {
    normalize = new ScoreNormalization.Given(List.of(new ScoreReference(0.9, 0.1)));
    assertThatThrownBy(() -> of(A, B))
        .isInstanceOf(IllegalAggregate.class)
        .hasMessageContaining("of test.accuracy the higher; received 0.9:0.1");
    ScoreReference good = new ScoreReference(0.1, 0.9);
    normalize = new ScoreNormalization.Given(List.of(good, good, good));
    assertThatThrownBy(() -> of(A, B)).hasMessageContaining("once for each of 2");
  }

  @Test
  void resamplesAreBounded() {
    resamples = 199;
    assertThatThrownBy(() -> of(A, B))
        .isInstanceOf(IllegalAggregate.class)
        .hasMessage("resamples must be 200 to 50000 for 2 methods and 14 runs; received 199");
    resamples = 300;
    assertThat(of(A, B).resamples()).isEqualTo(300);
    double[] many = new double[100_000];
    resamples = 251;
    assertThatThrownBy(() -> of(new double[][] {many}, new double[][] {many}))
        .hasMessage("resamples must be 200 to 250 for 2 methods and 200000 runs; received 251");
  }
}
