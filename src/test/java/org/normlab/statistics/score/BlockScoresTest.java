package org.normlab.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.statistics.Estimate;

class BlockScoresTest {
  private static final double LEVEL = 0.95;

  private static BlockScores blocks(double[]... blocks) {
    return BlockScores.of(List.of(blocks));
  }

  private static double[] runs(double... scores) {
    return scores;
  }

  @Test
  void theOrderOfRunsChangesNothing() {
    BlockScores one = blocks(runs(0.1, 0.5, 0.9), runs(2, 1, 0));
    BlockScores other = blocks(runs(0.9, 0.1, 0.5), runs(0, 2, 1));
    assertThat(AggregateScore.all(one, LEVEL)).isEqualTo(AggregateScore.all(other, LEVEL));
  }

  @Test
  void blocksMayHaveDifferentNumbersOfRuns() {
    BlockScores scores = blocks(runs(1, 1, 1, 1), runs(0, 0.5));
    assertThat(Aggregate.MEAN.of(scores)).isEqualTo(Estimate.of(0.625));
    assertThat(Aggregate.OPTIMALITY_GAP.of(scores).asOptional()).hasValue(0.25);
    assertThat(AggregateScore.of(Aggregate.MEAN, scores, LEVEL).interval().defined()).isTrue();
  }

  /** A block by itself always wins, however often runs are drawn; over both it is even. */
  @Test
  void runsAreResampledWithinTheirBlock() {
    BlockScores scores = blocks(runs(10, 10), runs(0, 1));
    AggregateScore mean = AggregateScore.of(Aggregate.MEAN, scores, LEVEL);
    assertThat(mean.interval().low()).isEqualTo(5);
    assertThat(mean.interval().high()).isEqualTo(5.5);
  }

  @ParameterizedTest
  @EnumSource
  void aBlockWithoutValuesAndRunsThatAreAllAlikeHaveNoInterval(Aggregate aggregate) {
    AggregateScore empty = AggregateScore.of(aggregate, blocks(runs(1, 2), runs()), LEVEL);
    assertThat(empty.value().reason()).isEqualTo("a block has no values");
    assertThat(empty.interval().reason()).isEqualTo("a block has no values");
    AggregateScore alike = AggregateScore.of(aggregate, blocks(runs(1, 1), runs(2)), LEVEL);
    assertThat(alike.value().defined()).isTrue();
    assertThat(alike.interval().reason()).isEqualTo("no block has runs that differ");
    assertThat(Aggregate.MEAN.of(BlockScores.of(List.of())).defined()).isFalse();
  }

  @Test
  void improvementCountsTiesHalfAndWeighsBlocksAlike() {
    BlockScores x = blocks(runs(1, 1), runs(0));
    BlockScores y = blocks(runs(1), runs(1, 2, 3));
    BlockImprovement improvement = BlockImprovement.of(x, y, LEVEL);
    assertThat(improvement.probability()).isEqualTo(Estimate.of(0.25));
    assertThat(BlockImprovement.of(y, x, LEVEL).probability()).isEqualTo(Estimate.of(0.75));
    BlockScores one = blocks(runs(1));
    assertThatThrownBy(() -> BlockImprovement.of(x, one, LEVEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1 blocks");
  }

  @Test
  void aProfileFallsFromOneToNought() {
    BlockScores scores = blocks(runs(0.1, 0.5, 0.9), runs(0.2, 0.5));
    PerformanceProfile profile =
        PerformanceProfile.of(scores, new double[] {0, 0.15, 0.5, 1}, LEVEL);
    assertThat(profile.points().stream().map(at -> at.share().value()))
        .containsExactly(1.0, (2 / 3.0 + 1) / 2, 1 / 6.0, 0.0);
    assertThat(
            profile.points().stream()
                .flatMap(at -> Stream.of(at.interval().low(), at.interval().high())))
        .allSatisfy(end -> assertThat(end).isBetween(0.0, 1.0));
    assertThat(profile.points().get(2).interval().low()).isZero();
    assertThat(profile.points().get(2).interval().high()).isEqualTo(0.5);
  }

  /** Each resample in linear time has the probability that comparing every two runs has. */
  @Test
  void theOrderOfRunsGivesTheProbabilityOfAResample() {
    BlockScores x = blocks(runs(1, 2, 2, 3), runs(0.5, 0.1, 0.5));
    BlockScores y = blocks(runs(2, 1, 4), runs(0.5, 0.2, 0.9, 0.1, 0.5));
    RunOrder order = RunOrder.of(x, y);
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      int[][] left = drawn(x, random);
      int[][] right = drawn(y, random);
      assertThat(order.probability(left, right))
          .isEqualTo(BlockImprovement.probability(picked(x, left), picked(y, right)));
    }
  }

  /** No resample is sorted, and none is summed exactly. */
  @Test
  void resampledAggregatesAreThoseOfTheResample() {
    BlockScores x = blocks(runs(0.3, 0.9, 0.1, 1.4, 0.9), runs(0.5, -0.1, 0.5, 2), runs(0.7));
    ResampledAggregates resampled = new ResampledAggregates(x);
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 200; round++) {
      int[][] drawn = drawn(x, random);
      double[] figures = resampled.of(drawn);
      for (Aggregate one : Aggregate.values()) {
        assertThat(figures[one.ordinal()])
            .as(one.name())
            .isCloseTo(one.of(picked(x, drawn)), Offset.offset(1e-14));
      }
    }
  }

  private static int[][] drawn(BlockScores of, SplittableRandom random) {
    return Arrays.stream(of.values())
        .map(block -> random.ints(block.length, 0, block.length).toArray())
        .toArray(int[][]::new);
  }

  private static double[][] picked(BlockScores of, int[][] drawn) {
    double[][] sorted = of.sorted().values();
    return IntStream.range(0, drawn.length)
        .mapToObj(block -> Arrays.stream(drawn[block]).mapToDouble(i -> sorted[block][i]).toArray())
        .toArray(double[][]::new);
  }

  /** From the same seed: resamples of a number are the first of more. */
  @Test
  void anAnswerIsRepeatableAndItsResamplesAreAChoice() {
    BlockScores scores = blocks(runs(0.1, 0.5, 0.9, 0.3), runs(0.2, 0.5, 0.7));
    assertThat(AggregateScore.all(scores, LEVEL, 500))
        .isEqualTo(AggregateScore.all(scores, LEVEL, 500))
        .isNotEqualTo(AggregateScore.all(scores, LEVEL, 400));
    assertThat(AggregateScore.all(scores, LEVEL))
        .containsExactly(
            Arrays.stream(Aggregate.values())
                .map(one -> AggregateScore.of(one, scores, LEVEL))
                .toArray(AggregateScore[]::new));
  }

  @Test
  void thresholdsAscend() {
    BlockScores scores = blocks(runs(1, 2));
    assertThatThrownBy(() -> PerformanceProfile.of(scores, new double[] {1, 1}, LEVEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thresholds ascend; received [1.0, 1.0]");
  }

  @Test
  void scoresAreFinite() {
    double[] diverged = runs(1, Double.NaN);
    assertThatThrownBy(() -> blocks(diverged)).hasMessageContaining("scores are finite");
  }
}
