package org.normlab.optim;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;

/** How gradients become updates. */
public sealed interface Optimizer {
  double learningRate();

  double weightDecay();

  /** Whether scales, offsets and biases decay too; the output layer always does. */
  boolean decayNormalization();

  /** Largest gradient norm of a replica, over all its parameters; null for none. */
  @Nullable Double clip();

  Schedule schedule();

  @Named(
      value = "sgd",
      summary = "Stochastic gradient descent with momentum, PyTorch's convention.")
  record Sgd(
      @Setting(value = "learning rate", preset = "0.1", min = 0, max = 1e6) double learningRate,
      @Setting(value = "momentum", preset = "0.9", min = 0, below = 1) double momentum,
      @Setting(value = "Nesterov momentum", preset = "false") boolean nesterov,
      @Setting(value = "weight decay added to the gradient", preset = "0", min = 0, max = 1e6)
          double weightDecay,
      @Setting(value = "whether scales, offsets and biases decay too", preset = "true")
          boolean decayNormalization,
      @Setting(value = "largest gradient norm of a replica", preset = "null", above = 0)
          @Nullable Double clip,
      @Setting(value = "learning-rate schedule", preset = "{\"type\":\"cosine\"}")
          Schedule schedule)
      implements Optimizer {}

  @Named(value = "adamw", summary = "Adam with decoupled weight decay, PyTorch's convention.")
  record AdamW(
      @Setting(value = "learning rate", preset = "1e-3", min = 0, max = 1e6) double learningRate,
      @Setting(value = "decay of the first moment", preset = "0.9", min = 0, below = 1)
          double beta1,
      @Setting(value = "decay of the second moment", preset = "0.999", min = 0, below = 1)
          double beta2,
      @Setting(
              value = "added to the root of the second moment",
              preset = "1e-8",
              above = 0,
              max = 1)
          double epsilon,
      @Setting(value = "decoupled weight decay", preset = "0.01", min = 0, max = 1e6)
          double weightDecay,
      @Setting(value = "whether scales, offsets and biases decay too", preset = "true")
          boolean decayNormalization,
      @Setting(value = "largest gradient norm of a replica", preset = "null", above = 0)
          @Nullable Double clip,
      @Setting(value = "learning-rate schedule", preset = "{\"type\":\"cosine\"}")
          Schedule schedule)
      implements Optimizer {}
}
