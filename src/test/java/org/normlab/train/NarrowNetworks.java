package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.normlab.data.DataSet;
import org.normlab.train.device.FusedRunsTest;

/**
 * Trains every network at widths from 1 to 8 for a few steps, replicas together and each alone.
 * Together a convolution is one of several groups, for which PyTorch uses other kernels, so that
 * equal weights show that both are right.
 */
final class NarrowNetworks {
  private static final int REPLICAS = 2;
  private static final int STEPS = 3;

  private NarrowNetworks() {}

  public static void main(String[] arguments) {
    for (int width = 1; width <= 8; width++) {
      for (String network : networks(width)) {
        assertFusedEqualsSeparate(network);
      }
    }
  }

  /** All but {@code wide-resnet}, whose narrowest stage has 16 channels. */
  private static List<String> networks(int width) {
    int heads = width % 2 == 0 ? 2 : 1;
    return List.of(
        "{\"type\":\"mlp\",\"hidden\":[%1$d,%1$d]}".formatted(width),
        "{\"type\":\"residual-mlp\",\"width\":%d,\"blocks\":2}".formatted(width),
        "{\"type\":\"highway\",\"width\":%d,\"depth\":2}".formatted(width),
        "{\"type\":\"convnet\",\"channels\":[%1$d,%1$d],\"dense\":8}".formatted(width),
        "{\"type\":\"vgg\",\"width\":%d,\"activation\":\"tanh\"}".formatted(width),
        "{\"type\":\"resnet\",\"depth\":8,\"width\":%d,\"activation\":\"tanh\"}".formatted(width),
        "{\"type\":\"resnet\",\"depth\":8,\"width\":%d,\"preActivation\":true}".formatted(width),
        "{\"type\":\"resnet-224\",\"width\":%d,\"activation\":\"tanh\"}".formatted(width),
        "{\"type\":\"resnet-224\",\"depth\":50,\"width\":%d,\"activation\":\"tanh\"}"
            .formatted(width),
        "{\"type\":\"vit\",\"patch\":1,\"blocks\":1,\"heads\":%d,\"width\":%d}"
            .formatted(heads, width),
        "{\"type\":\"transformer\",\"blocks\":1,\"heads\":%d,\"width\":%d,\"context\":6}"
            .formatted(heads, width),
        "{\"type\":\"lstm\",\"hidden\":%d,\"context\":6}".formatted(width));
  }

  private static void assertFusedEqualsSeparate(String network) {
    DataSet set = Small.noiseFor(network);
    Recording together = Recording.of(spec(network, "[0,1]"), set, STEPS);
    for (int seed = 0; seed < REPLICAS; seed++) {
      int r = seed;
      Recording alone = Recording.of(spec(network, "[" + r + "]"), set, STEPS);
      alone
          .last()
          .forEach(
              (name, values) -> {
                float[] mine = Recording.replica(together.last().get(name), r, REPLICAS);
                assertThat(FusedRunsTest.distance(mine, values))
                    .as("%s of %s", name, network)
                    .isLessThan(1e-3);
              });
    }
  }

  private static SupervisedSpec spec(String network, String seeds) {
    return Small.spec(
        network,
        "{\"type\":\"none\"}",
        "\"batchSize\":4,\"seeds\":%s,\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.01}"
            .formatted(seeds));
  }
}
