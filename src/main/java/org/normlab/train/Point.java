package org.normlab.train;

/**
 * One measured value.
 *
 * @param run number within the job
 * @param step updates done; epoch metrics stand at the step that ends the epoch, and those of
 *     agents at environment steps
 * @param name such as {@code train.loss}
 * @param value finite
 */
public record Point(int run, long step, String name, double value) {}
