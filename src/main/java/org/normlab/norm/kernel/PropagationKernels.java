package org.normlab.norm.kernel;

import org.normlab.norm.site.Chain;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/**
 * The moments that one site predicts for the next by sending Gaussian noise through the layers
 * between: 64 vectors, or 64 patches just as large as the convolutions between need for one
 * position, so that padding at borders plays no part; pooling is passed over. All samples share the
 * draws.
 */
public final class PropagationKernels {
  private static final int DRAWS = 64;

  private static final KernelFile FILE = KernelFile.read("propagation.py", ChannelKernels.FILE);

  private static final Kernel SYNTHETIC = FILE.kernel("synthetic");
  private static final Kernel CONVOLVED = FILE.kernel("synthetic_convolution");
  private static final Kernel LINEAR = FILE.kernel("synthetic_linear");
  private static final Kernel MOMENTS = FILE.kernel("synthetic_moments");

  private PropagationKernels() {}

  /**
   * Predicts the moments of a site from those of the site before.
   *
   * @param length numbers of one replica's statistics at the site that is predicted
   */
  public static Value predict(Graph graph, Value moments, Chain chain, int length) {
    int side = 1;
    int positions = 1;
    for (Chain.Link link : chain.links()) {
      switch (link) {
        case Chain.Convolution convolution -> side += convolution.size() - 1;
        case Chain.Flattening flattening -> positions = flattening.positions();
        case Chain.Linear linear -> {}
        case Chain.Nonlinearity function -> {}
      }
    }
    int channels = chain.terms().getFirst().channels();
    Value x = drawn(graph, moments, channels, positions, side);
    for (Chain.Link link : chain.links()) {
      x = through(graph, link, x);
    }
    return graph.call(MOMENTS, x, DRAWS, graph.replicas() * length);
  }

  private static Value drawn(Graph graph, Value moments, int channels, int positions, int side) {
    return graph.call(
        SYNTHETIC,
        moments,
        channels,
        positions,
        side,
        graph.replicas(),
        DRAWS,
        graph.seeds(),
        graph.drawing(),
        graph.training());
  }

  private static Value through(Graph graph, Chain.Link link, Value x) {
    return switch (link) {
      case Chain.Convolution convolution ->
          graph.call(CONVOLVED, x, convolution.weight(), convolution.bias(), graph.replicas());
      case Chain.Linear linear -> graph.call(LINEAR, x, linear.weight(), linear.bias());
      case Chain.Flattening flattening -> x;
      case Chain.Nonlinearity nonlinearity ->
          graph.call(ActivationKernels.of(nonlinearity.function()), x);
    };
  }
}
