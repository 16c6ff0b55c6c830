package org.normlab.study.answer.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;

/** Says in sentences on which scale scores are, and what became of which runs. */
final class AggregateNotes {
  private final AggregateInput input;
  private final ScoreScale scale;

  AggregateNotes(AggregateInput input, ScoreScale scale) {
    this.input = input;
    this.scale = scale;
  }

  List<String> of(List<MethodScores> methods) {
    List<Aggregates.Runs> counts =
        methods.stream().flatMap(method -> method.counts().stream()).toList();
    int diverged = counts.stream().mapToInt(Aggregates.Runs::diverged).sum();
    int missing = counts.stream().mapToInt(Aggregates.Runs::missing).sum();
    List<String> notes = new ArrayList<>(List.of(ofScale()));
    if (diverged > 0) {
      notes.add(ofDiverged(diverged));
    }
    if (missing > 0) {
      notes.add(
          runs(missing, "has no result and is", "have no result and are")
              + " in no figure: failed, cancelled or still to come.");
    }
    return List.copyOf(notes);
  }

  private String ofScale() {
    int blocks = input.blocks().size();
    return switch (scale.kind()) {
      case REFERENCES ->
          "Scores are (%s − random) / (reference − random) in each block: %s."
              .formatted(
                  input.metric(),
                  scale.known()
                      ? "0 is uniformly random play, 1 is DQN after 5 million frames (Young and"
                          + " Tian 2019)"
                      : "0 is the random, 1 the reference value that was asked for");
      case SHARE ->
          "Scores are %s as it is, a share of which 1 is the whole in every block."
              .formatted(input.metric());
      case RAW ->
          "Scores are %s as it is, of one block; %s is better."
              .formatted(input.metric(), scale.better() == Direction.HIGHER ? "higher" : "lower");
      case NONE ->
          "Values of %s have no scale in common over %d blocks and are not aggregated: normalize takes a random and a reference value. A probability of improvement needs none."
              .formatted(input.metric(), blocks);
    };
  }

  private String ofDiverged(int diverged) {
    if (input.diverged() == DivergedPairs.LEFT_OUT) {
      return runs(diverged, "diverged and is", "diverged and are")
          + " left out of all figures, but counted.";
    }
    String counts =
        scale.hasTarget()
            ? "the worst score of its block, or as 0 where that is lower"
            : "the worst value of its block";
    return runs(diverged, "diverged", "diverged")
        + ": each counts as "
        + counts
        + ", and as worse than every other run in probabilities of improvement.";
  }

  private static String runs(int count, String one, String many) {
    return count == 1 ? "1 run " + one : String.format(Locale.ROOT, "%,d runs %s", count, many);
  }
}
