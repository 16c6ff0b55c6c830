package org.normlab.net.layer;

import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/**
 * Describes factorized Gaussian noise on the weights of a layer (Fortunato et al. 2018,
 * arXiv:1706.10295, §3.b): {@code w = μ + σ ∘ f(ε_out) f(ε_in)ᵀ} and {@code b = μ + σ ∘ f(ε_out)},
 * {@code f(x) = sgn x · √|x|}. Means μ and deviations σ are trained; they start uniform between
 * ±1/√in, and as σ₀/√in (§3.2). Each forward pass draws once for all samples of a replica, from the
 * seed that it is given.
 *
 * @param sigma σ₀
 */
public record WeightNoise(double sigma) {
  private static final KernelFile FILE =
      KernelFile.read("agent.py", KernelFile.read("replicas.py"));

  private static final Kernel DRAW = FILE.kernel("layer_noise");
  private static final Kernel WEIGHT = FILE.kernel("noised_weight");
  private static final Kernel BIAS = FILE.kernel("noised_bias");

  /** Returns how means of a layer start. */
  static Initial means(int in) {
    return Initial.uniform(1 / Math.sqrt(in));
  }

  /** Returns how deviations of a layer start. */
  Initial deviations(int in) {
    return new Initial(sigma / Math.sqrt(in), 0);
  }

  /**
   * Draws the noise of a layer.
   *
   * @return {@code [R, in + out]}
   */
  static Value draw(Graph graph, Value weight) {
    return graph.call(DRAW, weight, graph.seeds(), graph.drawing());
  }

  /** Returns weights with their noise. */
  static Value weight(Graph graph, Value mean, Value deviation, Value noise) {
    return graph.call(WEIGHT, mean, deviation, noise);
  }

  /** Returns biases with their noise. */
  static Value bias(Graph graph, Value mean, Value deviation, Value noise) {
    return graph.call(BIAS, mean, deviation, noise);
  }
}
