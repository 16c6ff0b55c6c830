package org.normlab.study.answer.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.environment.ReferenceReturns;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Direction;
import org.normlab.study.answer.aggregate.Aggregates.Scale;

/**
 * The scale on which values of several blocks are aggregated. Nothing is scaled by the values that
 * were measured: a study's own minimum and maximum would change with every method that is added.
 *
 * @param better which end of scores is the good one
 * @param references of each block; all null unless the kind is {@link Scale#REFERENCES}
 * @param known whether these are the known returns of environments
 */
record ScoreScale(
    Scale kind, Direction better, List<@Nullable ScoreReference> references, boolean known) {
  private static final String RETURN = "return";

  /**
   * Chooses the scale.
   *
   * @throws IllegalAggregate where references are given that do not fit
   */
  static ScoreScale of(AggregateInput input, ScoreNormalization normalize) {
    return switch (normalize) {
      case ScoreNormalization.Given(List<ScoreReference> given) ->
          measured(fitting(given, input), false);
      case ScoreNormalization.Known _ ->
          known(input).map(all -> measured(all, true)).orElseGet(() -> asItIs(input));
      case ScoreNormalization.None _ -> asItIs(input);
    };
  }

  private static ScoreScale measured(List<ScoreReference> references, boolean known) {
    List<@Nullable ScoreReference> all = new ArrayList<>(references);
    return new ScoreScale(Scale.REFERENCES, Direction.HIGHER, all, known);
  }

  private static List<ScoreReference> fitting(List<ScoreReference> given, AggregateInput input) {
    int blocks = input.blocks().size();
    if (given.size() != 1 && given.size() != blocks) {
      throw new IllegalAggregate(
          "normalize takes random:reference once for all blocks, or once for each of %d in their order; received %d"
              .formatted(blocks, given.size()));
    }
    for (ScoreReference one : given) {
      if (!(input.better().oriented(one.reference()) > input.better().oriented(one.random()))) {
        throw new IllegalAggregate(
            "normalize takes random:reference, of which the reference is the better one, of %s the %s; received %s"
                .formatted(
                    input.metric(),
                    input.better() == Direction.HIGHER ? "higher" : "lower",
                    one.words()));
      }
    }
    return given.size() == blocks ? given : Collections.nCopies(blocks, given.getFirst());
  }

  /** Empty unless the metric is a return and the references of all environments are known. */
  private static Optional<List<ScoreReference>> known(AggregateInput input) {
    List<ScoreReference> references =
        input.blocks().stream()
            .filter(block -> block.sources().size() == 1)
            .flatMap(block -> ReferenceReturns.of(block.sources().iterator().next()).stream())
            .map(returns -> new ScoreReference(returns.random(), returns.reference()))
            .toList();
    boolean all = !references.isEmpty() && references.size() == input.blocks().size();
    return all && isReturn(input.metric()) ? Optional.of(references) : Optional.empty();
  }

  private static boolean isReturn(String metric) {
    String name =
        metric.startsWith(Metrics.BEST) ? metric.substring(Metrics.BEST.length()) : metric;
    return name.equals(RETURN) || name.startsWith(RETURN + ".");
  }

  private static ScoreScale asItIs(AggregateInput input) {
    int blocks = input.blocks().size();
    boolean share = Metrics.isShare(input.metric()) && input.better() == Direction.HIGHER;
    Scale kind = share ? Scale.SHARE : blocks <= 1 ? Scale.RAW : Scale.NONE;
    return new ScoreScale(kind, input.better(), Collections.nCopies(blocks, null), false);
  }

  double score(int block, double value) {
    ScoreReference reference = references.get(block);
    double score = reference == null ? value : reference.score(value);
    if (reference != null && !Double.isFinite(score)) {
      throw new IllegalAggregate(
          "normalize takes random:reference whose difference is large enough to divide by; with %s the score of %s is not finite"
              .formatted(reference.words(), value));
    }
    return score;
  }

  /** Tells whether a score of 0 is that of knowing nothing, and 1 the target. */
  boolean hasTarget() {
    return kind == Scale.REFERENCES || kind == Scale.SHARE;
  }
}
