package org.normlab.control.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.Algorithms;
import org.normlab.control.kernel.AgentKernels;
import org.normlab.control.kernel.Given;
import org.normlab.net.layer.UnitKernels;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;

/** The parts {@code ppo} and {@code plasticity} of the reference numbers. */
class AgentReferenceTest {
  private static Stream<Given> part(String name) {
    return Stream.of(DataType.FLOAT32, DataType.FLOAT64)
        .map(type -> new Given(Algorithms.part(name), type));
  }

  static Stream<Given> ppo() {
    return part("ppo");
  }

  static Stream<Given> plasticity() {
    return part("plasticity");
  }

  private static Tensor policy(String kernel, Object... arguments) {
    return KernelRun.of(AgentKernels.ofPolicies(kernel)).with(arguments).result();
  }

  private static Tensor units(String kernel, Object... arguments) {
    return KernelRun.of(UnitKernels.of(kernel)).with(arguments).result();
  }

  @ParameterizedTest
  @MethodSource("ppo")
  void advantagesAreTheReference(Given all) {
    Given given = all.at("gae");
    Tensor advantage =
        policy(
            "generalized_advantage",
            given.tensor("reward"),
            given.tensor("value"),
            given.tensor("terminated"),
            given.tensor("truncated"),
            given.tensor("valueOfFinalObservation"),
            given.tensor("valueAfterLast"),
            given.number("discount"),
            given.number("lambda"));
    given.same("advantage", advantage, given.tensor("advantage"));
  }

  @ParameterizedTest
  @MethodSource("ppo")
  void policyLossesAreTheReference(Given all) {
    Given given = all.at("loss");
    Tensor ratio =
        policy(
            "probability_ratio",
            given.tensor("logits"),
            given.tensor("oldLogits"),
            given.longs("action"));
    double clip = given.number("clip");
    given.same("ratio", ratio, given.tensor("ratio"));
    given.same(
        "policyLoss", Given.mean(policy("policy_loss", ratio, given.tensor("advantage"), clip)));
    given.same("entropy", Given.mean(policy("entropy", given.tensor("logits"))));
    given.same(
        "valueLoss",
        Given.mean(
            policy(
                "clipped_value_loss",
                given.tensor("value"),
                given.tensor("oldValue"),
                given.tensor("return"),
                clip)));
  }

  @ParameterizedTest
  @MethodSource("plasticity")
  void unitsAreTheReference(Given given) {
    Tensor features = given.tensor("features", 40, 1, 12);
    given.same("dormantScore", units("dormant_score", features), given.tensor("dormantScore"));
    Given dormant = given.at("dormant");
    for (Map.Entry<String, ?> share : dormant.json().properties()) {
      double threshold = Double.parseDouble(share.getKey());
      dormant.same(share.getKey(), Given.mean(units("dormant_share", features, threshold)));
    }
    given.same("linearized", Given.mean(units("linearized_share", features)));
  }

  @ParameterizedTest
  @MethodSource("plasticity")
  void ranksAreTheReference(Given given) {
    Tensor values = units("singular_values", given.tensor("features", 40, 1, 12));
    given.same("singularValues", values, given.tensor("singularValues"));
    Given kumar = given.at("effectiveRankKumar");
    kumar.same("value", Given.mean(units("effective_rank", values, kumar.number("delta"))));
    Given lyle = given.at("featureRankLyle");
    lyle.same("value", Given.mean(units("feature_rank", values, lyle.number("threshold"))));
    given.same("entropyRank", Given.mean(units("entropy_rank", values)));
  }

  /** Of two replicas, the first has lost a layer: every unit of it is 0 on the whole batch. */
  @Test
  void allUnitsOfASilentLayerAreDormant() {
    Tensor features = Tensor.floats(new float[] {0, 0, 3, 0, 0, 0, 1, 0}, 2, 2, 2);
    assertThat(units("dormant_share", features, 0.025).values()).containsExactly(1, 0.5);
  }
}
