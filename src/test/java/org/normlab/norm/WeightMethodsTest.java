package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** Where methods on weights and branches are defined, how they start, and what they declare. */
class WeightMethodsTest {
  private static final Site GATES = new Site("layers.0.norm", 8, Axes.RECURRENT);
  private static final Site DENSE = new Site("hidden.0.norm", 6, Axes.DENSE);
  private static final GroupNorm THREE = new GroupNorm(3, 1e-5);
  private static final LayerNorm LAYER = new LayerNorm(1e-5);

  static Stream<Normalization> refusedWithinRecurrentNetworks() {
    return Stream.of(
        new BoundedWeightNorm(2.0, BoundedWeightNorm.MEAN_ONLY),
        new SpectralNorm(1),
        new ScaledWeightStandardization(1e-4),
        new WeightStandardization(LAYER, 1e-5));
  }

  @ParameterizedTest
  @MethodSource("refusedWithinRecurrentNetworks")
  void isRefusedWithinRecurrentNetworks(Normalization method) {
    assertThat(method.problems(GATES, 8))
        .singleElement()
        .satisfies(p -> assertThat(p.detail()).contains("recurrent"));
    assertThat(method.problems(DENSE, 8)).isEmpty();
  }

  @Test
  void othersAreDefinedThere() {
    for (Normalization method :
        List.of(
            new WeightNorm(),
            new BoundedWeightNorm(null, BoundedWeightNorm.NONE),
            new NormalizeAndProject(LAYER, 1, NormalizeAndProject.FREE, 0.01))) {
      assertThat(method.problems(GATES, 1)).isEmpty();
    }
  }

  @Test
  void faultsOfTheInnerMethodAreFoundUnderIt() {
    Site site = new Site("hidden.0.norm", 8, Axes.DENSE);
    for (Normalization method :
        List.of(
            new WeightStandardization(THREE, 1e-5),
            new NormalizeAndProject(THREE, 1, NormalizeAndProject.FREE, 0.01))) {
      assertThat(method.problems(site, 8))
          .singleElement()
          .extracting(Problem::pointer)
          .isEqualTo("/inner/groups");
    }
  }

  @Test
  void aMeanOverOneSampleIsRefused() {
    assertThat(new BoundedWeightNorm(2.0, BoundedWeightNorm.MEAN_ONLY).problems(DENSE, 1))
        .singleElement()
        .satisfies(p -> assertThat(p.detail()).contains("at least 2 samples", "received 1"));
    assertThat(new BoundedWeightNorm(2.0, BoundedWeightNorm.NONE).problems(DENSE, 1)).isEmpty();
  }

  @Test
  void aLayerHasABiasWhereNothingElseIsAdded() {
    assertThat(new WeightNorm().hasBias(true)).isTrue();
    assertThat(new SpectralNorm(1).hasBias(true)).isTrue();
    assertThat(new ScaledWeightStandardization(1e-4).hasBias(true)).isTrue();
    assertThat(new ReZero().hasBias(true)).isTrue();
    assertThat(new BoundedWeightNorm(2.0, BoundedWeightNorm.NONE).hasBias(true)).isTrue();
    assertThat(new BoundedWeightNorm(2.0, BoundedWeightNorm.MEAN_ONLY).hasBias(true)).isFalse();
    assertThat(new WeightStandardization(LAYER, 1e-5).hasBias(true)).isFalse();
    Normalization projected =
        new NormalizeAndProject(new RmsNorm(1e-6), 1, NormalizeAndProject.FREE, 0.01);
    for (boolean siteFollows : List.of(true, false)) {
      assertThat(projected.hasBias(siteFollows)).isFalse();
      assertThat(new Fixup().hasBias(siteFollows)).isFalse();
    }
  }

  @Test
  void fixupStartsSmallWithinBranches() {
    Fixup fixup = new Fixup();
    Branch three = new Branch("stages.0.0", 3, 16, 0);
    List<Integer> shape = List.of(4, 8, 3, 3);
    double he = Math.sqrt(2.0 / 72);
    assertThat(fixup.initial(new Weight("stem", shape, null, null))).isEqualTo(Initial.he(72));
    // 16 branches of three layers: 16^(−1/4) = 1/2.
    assertThat(fixup.initial(new Weight("a", shape, null, three.layer(1))).deviation())
        .isEqualTo(he / 2);
    assertThat(fixup.initial(new Weight("a", shape, null, three.layer(2))))
        .isEqualTo(Initial.ZEROS);
    Branch two = new Branch("stages.0.0", 2, 16, 0);
    assertThat(fixup.initial(new Weight("a", shape, null, two.layer(0))).deviation())
        .isEqualTo(he / 4);
    assertThat(fixup.outputInitial(Initial.lecun(10))).isEqualTo(Initial.ZEROS);
  }

  @Test
  void branchScalarsHaveTheirStartsAndNames() {
    Branch branch = new Branch("stages.0.0", 2, 3, 0);
    Graph rezero = new Graph(2, null);
    new ReZero().scaled(rezero, branch, Value.NONE);
    assertThat(rezero.parameters())
        .containsExactly(
            new Variable("stages.0.0.alpha", Variable.Role.SCALE, Initial.ZEROS, List.of(1)));
    Graph fixup = new Graph(2, null);
    new Fixup().scaled(fixup, branch, Value.NONE);
    assertThat(fixup.parameters())
        .extracting(Variable::name, Variable::initial)
        .containsExactly(
            tuple("stages.0.0.multiplier", Initial.ONES),
            tuple("stages.0.0.outputBias", Initial.ZEROS));
  }

  @Test
  void anUpdateRunsOnceHoweverOftenAWeightIsAskedFor() {
    Normalization method = new NormalizeAndProject(LAYER, 1, NormalizeAndProject.DECAY, 0.01);
    Graph graph = new Graph(1, null);
    Weight weight = new Weight("layers.0", List.of(8, 4), null, null);
    for (int moment = 0; moment < 3; moment++) {
      method.site(graph, GATES, method.weight(graph, weight), null);
    }
    assertThat(graph.afterUpdate().kernel().source().lines().filter(l -> l.contains("project(")))
        .hasSize(1);
    assertThat(graph.afterUpdate().kernel().source().lines().filter(l -> l.contains("return_to(")))
        .hasSize(2);
    assertThat(graph.startKernel().source().lines().filter(l -> l.contains("start_norm(")))
        .hasSize(1);
  }
}
