package org.normlab.train.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;

/** Steps vary by which kernel of a name is chosen: the text that calls them is always the same. */
class StepTextTest {
  private static final DataSet SET = Small.table(12);
  private static final Pattern CALL = Pattern.compile("__torch__\\.(\\w+)\\(");

  private static final List<String> OPTIMIZERS =
      List.of(
          "{\"type\":\"sgd\"}",
          "{\"type\":\"adamw\",\"clip\":1}",
          "{\"type\":\"sgd\",\"adaptiveClip\":0.1,\"decayNormalization\":false,\"weightDecay\":0.1}",
          "{\"type\":\"sgd\",\"towardInitial\":0.1,\"updateNoise\":0.1}",
          "{\"type\":\"sgd\",\"shrinkAndPerturb\":{\"every\":7},\"redo\":{}}");

  /** The kernels of a step, in every way in which it varies. */
  private static Stream<List<Kernel>> variants() {
    return OPTIMIZERS.stream()
        .flatMap(
            optimizer ->
                Stream.of(true, false)
                    .flatMap(
                        one ->
                            Stream.of(true, false).map(other -> kernels(optimizer, one, other))));
  }

  private static List<Kernel> kernels(String optimizer, boolean uniform, boolean scaled) {
    SupervisedSpec spec =
        Small.spec(Small.MLP, "{\"type\":\"batch\"}", "\"seeds\":[0,1],\"optimizer\":" + optimizer);
    Network network =
        Network.of(
            spec.architecture(),
            spec.normalization(),
            SupervisedSpec.samples(SET),
            2,
            null,
            spec.format(),
            spec.optimizer().plasticity().redo() != null);
    UpdateText update =
        new UpdateText(
            network, spec.optimizer(), uniform, scaled, PlasticityText.of(spec, network));
    return StepText.kernels(update, Gathering.kernels(SET, null), 0.1, 512, uniform);
  }

  private static Set<String> called() {
    Set<String> names = new HashSet<>();
    Matcher call = CALL.matcher(StepText.methods() + StepText.UPDATE.methods());
    while (call.find()) {
      names.add(call.group(1));
    }
    return names;
  }

  @Test
  void everyVariantHasOneKernelForEachNameThatTheStepCalls() {
    variants()
        .forEach(
            kernels -> {
              List<String> names = kernels.stream().map(Kernel::name).toList();
              assertThat(names).containsAll(called());
              called().forEach(name -> assertThat(names).containsOnlyOnce(name));
            });
  }

  @Test
  void kernelsOfOneNameHaveOneSignature() {
    Map<String, Set<String>> heads = new HashMap<>();
    variants()
        .flatMap(List::stream)
        .filter(kernel -> called().contains(kernel.name()))
        .forEach(
            kernel ->
                heads
                    .computeIfAbsent(kernel.name(), _ -> new HashSet<>())
                    .add(kernel.source().lines().findFirst().orElseThrow()));
    heads.forEach((name, variants) -> assertThat(variants).as(name).hasSize(1));
    assertThat(heads).hasSameSizeAs(called());
  }

  /** What is off has an empty body: the kernel returns what it was given, or nothing. */
  @Test
  void whatIsNotAskedForDoesNothing() {
    List<Kernel> plain = kernels(OPTIMIZERS.getFirst(), true, false);
    for (String name :
        List.of(
            "first_parameters",
            "pulled",
            "add_noise",
            "shrink",
            "renew",
            "clipped_by_unit",
            "unscale",
            "remembered",
            "skipped",
            "own_rates")) {
      Kernel kernel =
          plain.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
      assertThat(kernel.source().lines().skip(1).toList())
          .as(name)
          .singleElement()
          .asString()
          .matches("  return (None|g|rates|still, still|annotate\\(List\\[Tensor\\], \\[\\]\\))");
    }
  }
}
