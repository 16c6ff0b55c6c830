package org.normlab.optim;

import org.jspecify.annotations.Nullable;
import org.normlab.torch.Kernel;

/**
 * How gradients become updates, as a kernel {@code (p, g, m, rates, decay) → None} that changes
 * parameters p and moments m in place. {@code rates} is {@code [5, R]} float64 on the host:
 * learning rate, weight decay, momentum, the number of the step from 1 and the first learning rate;
 * {@code decay} is 1 or, for parameters that do not decay, 0.
 */
public sealed interface Optimizer permits Sgd, AdamW {
  double learningRate();

  double weightDecay();

  /** Whether scales, offsets and biases decay too; the output layer always does. */
  boolean decayNormalization();

  /** Largest gradient norm of a replica, over all its parameters; null for none. */
  @Nullable Double clip();

  /**
   * Largest gradient norm as a share of the norm of what it moves, unit by unit; null for none. It
   * comes after {@link #clip}.
   */
  @Nullable Double adaptiveClip();

  Schedule schedule();

  /** What is done to keep a network able to learn; it comes with every optimizer. */
  Plasticity plasticity();

  /**
   * The effective learning rate of a weight whose scale does not change the function, as behind a
   * normalizer: how far a step turns it. Source: van Laarhoven 2017 (arXiv:1706.05350, §3).
   *
   * @param rate the schedule's current rate, without the 1/(1 − momentum) of a momentum
   * @param norm of the weight, over all its numbers
   */
  double effectiveRate(double rate, double norm);

  /**
   * Moments kept per parameter; {@code m} lists the first moments of all parameters, then the
   * second ones.
   */
  int moments();

  /**
   * The update when all replicas share one row of rates: a fused kernel, which sees only rows of
   * numbers, p, g and m in the same order.
   */
  Kernel uniform();

  /**
   * The update of rows {@code [R, n]} when rates differ between replicas; equal to {@link #uniform}
   * where they do not, but for rounding.
   */
  Kernel perReplica();
}
