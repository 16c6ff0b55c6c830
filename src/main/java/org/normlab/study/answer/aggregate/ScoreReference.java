package org.normlab.study.answer.aggregate;

/**
 * Two values of a metric between which scores of a block are measured: 0 at the one, 1 at the
 * other.
 *
 * @param random value of an agent, or a guess, that knows nothing
 * @param reference value that counts as 1, better than {@code random}
 */
public record ScoreReference(double random, double reference) {
  double score(double value) {
    return (value - random) / (reference - random);
  }

  String words() {
    return random + ":" + reference;
  }
}
