package org.normlab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.norm.Batch;
import org.normlab.norm.None;
import org.normlab.norm.Normalization;
import org.normlab.norm.Rms;
import org.normlab.norm.SelfNormalizing;
import org.normlab.setting.Problem;
import org.normlab.torch.Variable;

class NetworkTest {
  private static final Samples CIFAR = new Samples(List.of(3, 32, 32), 10);
  private static final Batch BATCH = new Batch(0.1, 1e-5);
  private static final Resnet RESNET_20 = new Resnet(20, 16, "relu");

  private static Network network(Architecture architecture, Normalization method, Samples samples) {
    return Network.of(architecture, method, samples, 3, null);
  }

  private static List<String> names(Network network) {
    return network.parameters().stream().map(Variable::name).toList();
  }

  @Test
  void resnetHasThePublishedNumberOfParameters() {
    assertThat(network(RESNET_20, BATCH, CIFAR).parameterCount()).isEqualTo(272_474);
  }

  @Test
  void parametersHaveTheDocumentedNamesAndShapes() {
    Network mlp = network(new Mlp(List.of(5, 7), "relu", 0), BATCH, new Samples(List.of(4), 3));
    assertThat(names(mlp))
        .containsExactlyInAnyOrder(
            "hidden.0.weight",
            "hidden.0.norm.gamma",
            "hidden.0.norm.beta",
            "hidden.1.weight",
            "hidden.1.norm.gamma",
            "hidden.1.norm.beta",
            "output.weight",
            "output.bias");
    assertThat(mlp.parameters().getFirst().shape()).containsExactly(5, 4);
    assertThat(mlp.states())
        .extracting(Variable::name)
        .contains("hidden.1.norm.runningMean", "hidden.1.norm.runningVariance");
    assertThat(names(network(RESNET_20, BATCH, CIFAR)))
        .contains(
            "stem.weight",
            "stem.norm.beta",
            "stages.0.0.conv1.weight",
            "stages.1.0.shortcut.weight",
            "stages.1.0.shortcut.norm.gamma",
            "stages.2.2.conv2.norm.gamma")
        .doesNotContain("stages.0.0.shortcut.weight", "stem.bias");
    Convnet convnet = new Convnet(List.of(8, 8, 16), 32, "relu");
    assertThat(names(network(convnet, BATCH, CIFAR)))
        .contains("features.2.weight", "features.2.norm.gamma", "dense.weight", "dense.norm.beta");
    assertThat(network(convnet, BATCH, CIFAR).parameters().getFirst().shape())
        .containsExactly(8, 3, 3, 3);
  }

  @Test
  void aLayerHasABiasExactlyWhereItsSiteHasNoOffset() {
    Mlp mlp = new Mlp(List.of(5), "relu", 0);
    Samples table = new Samples(List.of(4), 3);
    for (Normalization method : List.of(new None(), new SelfNormalizing(0), new Rms(1e-6))) {
      assertThat(names(network(mlp, method, table))).contains("hidden.0.bias");
    }
    assertThat(names(network(mlp, BATCH, table))).doesNotContain("hidden.0.bias");
  }

  @Test
  void refusesATextWhereNoneIsRead() {
    Samples text = new Samples(List.of(128), 65, true);
    for (Architecture network : List.of(new Mlp(List.of(5), "relu", 0), RESNET_20)) {
      assertThat(Network.problems(network, BATCH, text, 8))
          .singleElement()
          .satisfies(p -> assertThat(p.pointer()).isEqualTo("/architecture/type"))
          .satisfies(
              p ->
                  assertThat(p.detail())
                      .endsWith(
                          "is not made for text; the data set is a text of 65 different tokens"));
    }
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    Samples table = new Samples(List.of(4), 3);
    assertThat(Network.problems(RESNET_20, BATCH, table, 8))
        .extracting(Problem::pointer)
        .containsExactly("/architecture/type");
    Convnet deep = new Convnet(List.of(4, 4, 4, 4, 4, 4), 8, "relu");
    assertThat(Network.problems(deep, BATCH, new Samples(List.of(1, 7, 9), 3), 8))
        .singleElement()
        .satisfies(p -> assertThat(p.pointer()).isEqualTo("/architecture/channels"))
        .satisfies(p -> assertThat(p.detail()).contains("at most 5 convolutions"));
    assertThat(Network.problems(new Mlp(List.of(5), "relu", 0), BATCH, table, 1))
        .singleElement()
        .satisfies(p -> assertThat(p.detail()).contains("at least 2 samples", "received 1"));
  }
}
