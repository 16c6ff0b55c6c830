package org.normlab.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.Algorithms;
import org.normlab.statistics.Interval;
import tools.jackson.databind.JsonNode;

/** Aggregates as rliable has them: the part {@code aggregates} of the reference numbers. */
class AgentReferenceTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);
  private static final JsonNode GIVEN = Algorithms.part("aggregates");
  private static final BlockScores SCORES = scores("scores");
  private static final BlockScores OTHER = scores("other");
  private static final JsonNode RESAMPLES = GIVEN.path("givenResamples");

  /** The file has runs of blocks. */
  private static BlockScores scores(String name) {
    List<double[]> runs = GIVEN.path(name).values().stream().map(Algorithms::numbers).toList();
    List<double[]> blocks = new ArrayList<>();
    for (int block = 0; block < runs.getFirst().length; block++) {
      int at = block;
      blocks.add(runs.stream().mapToDouble(run -> run[at]).toArray());
    }
    return BlockScores.of(blocks);
  }

  private static String name(Aggregate aggregate) {
    return aggregate == Aggregate.OPTIMALITY_GAP
        ? "optimalityGap"
        : aggregate.name().toLowerCase(Locale.ROOT);
  }

  private static int[][] index(JsonNode resample) {
    return resample.values().stream()
        .map(place -> place.values().stream().mapToInt(JsonNode::asInt).toArray())
        .toArray(int[][]::new);
  }

  private static void same(Interval interval, JsonNode expected, Offset<Double> within) {
    assertThat(number(interval.low())).isCloseTo(expected.path(0).asDouble(), within);
    assertThat(number(interval.high())).isCloseTo(expected.path(1).asDouble(), within);
  }

  private static double number(@Nullable Double value) {
    return Objects.requireNonNull(value);
  }

  @ParameterizedTest
  @EnumSource
  void aggregatesAreTheReference(Aggregate aggregate) {
    assertThat(number(aggregate.of(SCORES).value()))
        .isCloseTo(GIVEN.path("value").path(name(aggregate)).asDouble(), EXACT);
  }

  @ParameterizedTest
  @EnumSource
  void givenResamplesHaveTheReferenceInterval(Aggregate aggregate) {
    double[] figures =
        RESAMPLES.path("index").values().stream()
            .mapToDouble(one -> aggregate.of(SCORES.picked(index(one)).values()))
            .toArray();
    Interval interval = StratifiedBootstrap.percentile(figures, RESAMPLES.path("level").asDouble());
    same(interval, RESAMPLES.path("interval").path(name(aggregate)), EXACT);
  }

  @ParameterizedTest
  @EnumSource
  void ownResamplesAreWithinTheTolerance(Aggregate aggregate) {
    JsonNode many = GIVEN.path("manyResamples");
    AggregateScore own = AggregateScore.of(aggregate, SCORES, many.path("level").asDouble());
    same(
        own.interval(),
        many.path("interval").path(name(aggregate)),
        Offset.offset(many.path("tolerance").asDouble()));
  }

  @Test
  void theProbabilityOfImprovementIsTheReference() {
    JsonNode many = GIVEN.path("manyResamples");
    BlockImprovement own = BlockImprovement.of(SCORES, OTHER, many.path("level").asDouble());
    assertThat(number(own.probability().value()))
        .isCloseTo(GIVEN.path("probabilityOfImprovement").asDouble(), EXACT);
    same(
        own.interval(),
        many.path("interval").path("probabilityOfImprovement"),
        Offset.offset(many.path("tolerance").asDouble()));
  }

  @Test
  void givenResamplesHaveTheReferenceProbabilityOfImprovement() {
    JsonNode index = RESAMPLES.path("index");
    double[] figures = new double[index.size()];
    for (int r = 0; r < figures.length; r++) {
      figures[r] =
          BlockImprovement.probability(
              SCORES.picked(index(index.path(r))).values(),
              OTHER.picked(index(RESAMPLES.path("otherIndex").path(r))).values());
    }
    Interval interval = StratifiedBootstrap.percentile(figures, RESAMPLES.path("level").asDouble());
    same(interval, RESAMPLES.path("interval").path("probabilityOfImprovement"), EXACT);
  }
}
