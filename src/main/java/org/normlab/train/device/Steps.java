package org.normlab.train.device;

import ai.djl.ndarray.NDList;
import java.util.Arrays;

/**
 * Describes what some steps did.
 *
 * @param losses {@code [steps][R]} before each update
 * @param hits {@code [steps][R]} samples, or tokens of a text, classified rightly before each
 *     update
 * @param norms {@code [R]} gradient norms of the last step
 */
public record Steps(float[][] losses, long[][] hits, float[] norms) {

  /** Reads what a training program answers: losses, hits and norms, of {@code width} replicas. */
  static Steps of(NDList answer, int width) {
    float[] losses = answer.get(0).toFloatArray();
    long[] hits = answer.get(1).toLongArray();
    float[][] lossRows = new float[losses.length / width][];
    long[][] hitRows = new long[hits.length / width][];
    Arrays.setAll(lossRows, k -> Arrays.copyOfRange(losses, k * width, (k + 1) * width));
    Arrays.setAll(hitRows, k -> Arrays.copyOfRange(hits, k * width, (k + 1) * width));
    return new Steps(lossRows, hitRows, answer.get(2).toFloatArray());
  }
}
