package org.normlab.optim;

import org.jspecify.annotations.Nullable;
import org.normlab.torch.Kernel;

/**
 * Describes how gradients become updates, as a kernel {@code (p, g, m, rates, decay) → None} that
 * changes parameters p and moments m in place. {@code rates} is {@code [5, R]} float64 on the host:
 * learning rate, weight decay, momentum, the number of the step from 1 and the first learning rate;
 * {@code decay} is 1 or, for parameters that do not decay, 0.
 */
public sealed interface Optimizer permits Sgd, AdamW {
  double learningRate();

  double weightDecay();

  /** Returns the momentum; 0 where the optimizer takes none. */
  default double momentum() {
    return 0;
  }

  /** Tells whether it has a momentum that runs of a job may differ in. */
  default boolean takesMomentum() {
    return false;
  }

  /** Returns the settings that every optimizer takes. */
  UpdateSettings updates();

  /** Tells whether scales, offsets and biases decay too; the output layer always does. */
  default boolean decayNormalization() {
    return updates().decayNormalization();
  }

  /** Returns the largest gradient norm of a replica, over all its parameters; null for none. */
  default @Nullable Double clip() {
    return updates().clip();
  }

  /**
   * Returns the largest gradient norm as a share of the norm of what it moves, unit by unit; null
   * for none. It comes after {@link #clip}.
   */
  default @Nullable Double adaptiveClip() {
    return updates().adaptiveClip();
  }

  default Schedule schedule() {
    return updates().schedule();
  }

  /** Returns what is done to keep a network able to learn. */
  default Plasticity plasticity() {
    return updates().plasticity();
  }

  /**
   * Tells whether the effective rate falls with the square of the weight's norm, as it does where
   * an update is as long as its gradient.
   */
  default boolean fallsWithSquaredNorm() {
    return effectiveRate(1, 2) == effectiveRate(1, 1) / 4;
  }

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
