package org.normlab.study.answer.aggregate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Describes the score of a diverged run where diverged runs are ranked worst. */
final class WorstScores {
  private final List<MethodScores> methods;
  private final ScoreScale scale;
  private final int blocks;

  WorstScores(List<MethodScores> methods, ScoreScale scale, int blocks) {
    this.methods = methods;
    this.scale = scale;
    this.blocks = blocks;
  }

  /**
   * Returns the score of a run that diverged in each block: the worst of any method's run there; on
   * a scale with a 0 this where it is lower, and 0 where no run has a score.
   */
  double[] counted() {
    return IntStream.range(0, blocks).mapToDouble(this::counted).toArray();
  }

  private double counted(int block) {
    // Oriented twice, a score is as it was.
    double score = scale.better().oriented(worst(block).orElse(0));
    return scale.hasTarget() ? Math.min(0, score) : score;
  }

  /** Returns what is worse than every run of each block, in scores of which higher is better. */
  double[] belowAll() {
    return IntStream.range(0, blocks)
        .mapToDouble(block -> Math.nextDown(worst(block).orElse(0)))
        .toArray();
  }

  /** The worst score of a block, oriented so that higher is better; empty of none. */
  private OptionalDouble worst(int block) {
    return methods.stream()
        .flatMapToDouble(method -> method.finite(block, scale::score))
        .map(score -> scale.better().oriented(score))
        .min();
  }
}
