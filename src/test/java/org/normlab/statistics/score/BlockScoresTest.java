package org.normlab.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void scoresAreFinite() {
    double[] diverged = runs(1, Double.NaN);
    assertThatThrownBy(() -> blocks(diverged)).hasMessageContaining("scores are finite");
  }
}
