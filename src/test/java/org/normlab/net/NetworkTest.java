package org.normlab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.net.layer.Padding;
import org.normlab.net.layer.Samples;
import org.normlab.norm.BatchNorm;
import org.normlab.norm.Fixup;
import org.normlab.norm.LayerNorm;
import org.normlab.norm.NoNorm;
import org.normlab.norm.Normalization;
import org.normlab.norm.RmsNorm;
import org.normlab.norm.SelfNormalizing;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.setting.Problem;
import org.normlab.torch.Variable;

class NetworkTest {
  private static final Samples CIFAR = new Samples(List.of(3, 32, 32), 10);
  private static final BatchNorm BATCH = new BatchNorm(0.1, 1e-5);
  private static final Resnet RESNET_20 = new Resnet(20, 16, false, Activation.RELU);

  private static Network network(Architecture architecture, Normalization method, Samples samples) {
    return Network.of(architecture, method, samples, 3, null);
  }

  private static List<String> names(Network network) {
    return network.parameters().stream().map(Variable::name).toList();
  }

  @Test
  void networksHaveThePublishedNumbersOfParameters() {
    assertThat(count(RESNET_20, CIFAR)).isEqualTo(272_474);
    assertThat(count(new Vgg(11, 64, Activation.RELU), CIFAR)).isEqualTo(9_228_362);
    assertThat(count(new WideResnet(28, 10, Activation.RELU), CIFAR)).isEqualTo(36_479_194);
    Samples imagenet = new Samples(List.of(3, 224, 224), 1000);
    assertThat(count(new Resnet224(18, 64, Activation.RELU), imagenet)).isEqualTo(11_689_512);
    assertThat(count(new Resnet224(34, 64, Activation.RELU), imagenet)).isEqualTo(21_797_672);
    assertThat(count(new Resnet224(50, 64, Activation.RELU), imagenet)).isEqualTo(25_557_032);
  }

  @Test
  void transformerHasThePublishedNumberOfParameters() {
    Transformer transformer = new Transformer(6, 4, 128, 128, "pre", false, 0);
    Samples text = new Samples(List.of(128), 65, true);
    assertThat(network(transformer, new LayerNorm(1e-5), text).parameterCount())
        .isEqualTo(1_222_977);
  }

  private static long count(Architecture architecture, Samples samples) {
    return network(architecture, BATCH, samples).parameterCount();
  }

  @Test
  void parametersHaveTheDocumentedNamesAndShapes() {
    Network mlp =
        network(new Mlp(List.of(5, 7), Activation.RELU, 0), BATCH, new Samples(List.of(4), 3));
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
    Convnet convnet = new Convnet(List.of(8, 8, 16), 32, Activation.RELU, Padding.SAME);
    assertThat(names(network(convnet, BATCH, CIFAR)))
        .contains("features.2.weight", "features.2.norm.gamma", "dense.weight", "dense.norm.beta");
    assertThat(network(convnet, BATCH, CIFAR).parameters().getFirst().shape())
        .containsExactly(8, 3, 3, 3);
  }

  @Test
  void aLayerHasABiasExactlyWhereItsSiteHasNoOffset() {
    Mlp mlp = new Mlp(List.of(5), Activation.RELU, 0);
    Samples table = new Samples(List.of(4), 3);
    for (Normalization method : List.of(new NoNorm(), new SelfNormalizing(0), new RmsNorm(1e-6))) {
      assertThat(names(network(mlp, method, table))).contains("hidden.0.bias");
    }
    assertThat(names(network(mlp, BATCH, table))).doesNotContain("hidden.0.bias");
  }

  @Test
  void refusesATextWhereNoneIsRead() {
    Samples text = new Samples(List.of(128), 65, true);
    for (Architecture network : List.of(new Mlp(List.of(5), Activation.RELU, 0), RESNET_20)) {
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
  void refusesImagesOfTheWrongSize() {
    assertThat(problem(new Vgg(11, 64, Activation.RELU), 31, 40))
        .isEqualTo("vgg needs images of at least 32×32 pixels; the data set's are 31×40");
    assertThat(problem(new Resnet224(18, 64, Activation.RELU), 40, 28))
        .isEqualTo("resnet-224 needs images of at least 32×32 pixels; the data set's are 40×28");
    assertThat(problem(new Vit(4, 1, 1, 8), 8, 10))
        .isEqualTo("patch must divide the images' 8×10 pixels; received 4");
  }

  private static String problem(Architecture architecture, int height, int width) {
    Samples samples = new Samples(List.of(3, height, width), 10);
    return Network.problems(architecture, BATCH, samples, 8).getFirst().detail();
  }

  @Test
  void refusesSettingsThatDoNotFit() {
    assertThat(new Vgg(12, 64, Activation.RELU).problems().getFirst().detail())
        .contains("11, 13 or 16");
    assertThat(new Resnet224(20, 64, Activation.RELU).problems().getFirst().detail())
        .contains("received 20");
    assertThat(new WideResnet(20, 4, Activation.RELU).problems().getFirst().detail())
        .contains("6n+4");
    assertThat(new Vit(4, 1, 5, 8).problems().getFirst().pointer()).isEqualTo("/heads");
  }

  @Test
  void sitesKnowTheirPlaces() {
    Network vit = network(new Vit(4, 1, 2, 8), BATCH, CIFAR);
    assertThat(vit.sites())
        .allSatisfy(site -> assertThat(site.axes()).isEqualTo(Axes.TOKENS))
        .allSatisfy(site -> assertThat(site.positions()).isEqualTo(64));
    assertThat(vit.branches())
        .containsExactly(
            new Branch("blocks.0.attention", 2, 2, 0), new Branch("blocks.0.mlp", 2, 2, 1));
    Network lstm =
        network(new Lstm(8, 2, 16), new LayerNorm(1e-5), new Samples(List.of(16), 5, true));
    assertThat(lstm.sites())
        .extracting(Site::name, Site::channels, Site::axes)
        .containsExactly(
            tuple("layers.0.gates.norm", 32, Axes.RECURRENT),
            tuple("layers.0.cell.norm", 8, Axes.RECURRENT),
            tuple("layers.1.gates.norm", 32, Axes.RECURRENT),
            tuple("layers.1.cell.norm", 8, Axes.RECURRENT));
    Network before = network(new Resnet(14, 4, true, Activation.RELU), BATCH, CIFAR);
    Branch second = new Branch("stages.1.1", 2, 6, 1);
    assertThat(before.branches()).contains(second);
    assertThat(before.sites())
        .contains(new Site("stages.1.1.conv2.norm", 8, Axes.IMAGE, 256, second.before(1)));
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    Samples table = new Samples(List.of(4), 3);
    assertThat(Network.problems(RESNET_20, BATCH, table, 8))
        .extracting(Problem::pointer)
        .containsExactly("/architecture/type");
    Convnet deep = new Convnet(List.of(4, 4, 4, 4, 4, 4), 8, Activation.RELU, Padding.SAME);
    assertThat(Network.problems(deep, BATCH, new Samples(List.of(1, 7, 9), 3), 8))
        .singleElement()
        .satisfies(p -> assertThat(p.pointer()).isEqualTo("/architecture/channels"))
        .satisfies(p -> assertThat(p.detail()).contains("at most 5 convolutions"));
    assertThat(Network.problems(new Mlp(List.of(5), Activation.RELU, 0), BATCH, table, 1))
        .singleElement()
        .satisfies(p -> assertThat(p.detail()).contains("at least 2 samples", "received 1"));
  }

  @Test
  void fixupAddsANumberBeforeEveryNonlinearityOfABranch() {
    Samples images = new Samples(List.of(3, 8, 8), 3);
    Fixup fixup = new Fixup();
    // After the addition comes the branch's last nonlinearity, before it the output bias.
    assertThat(names(network(new Resnet(8, 4, false, Activation.RELU), fixup, images)))
        .contains("stages.0.0.conv1.norm.bias", "stages.0.0.outputBias")
        .doesNotContain("stages.0.0.conv2.norm.bias");
    assertThat(names(network(new Resnet(8, 4, true, Activation.RELU), fixup, images)))
        .contains(
            "stages.0.0.conv1.norm.bias", "stages.0.0.conv2.norm.bias", "stages.0.0.outputBias");
  }
}
