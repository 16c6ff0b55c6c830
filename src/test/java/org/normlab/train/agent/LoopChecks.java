package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;

/** Checks that hold for the loops of all agents. */
final class LoopChecks {
  private LoopChecks() {}

  /** The losses of each sweep that learns. */
  static List<float[]> losses(AgentLoop loop, int sweeps) {
    List<float[]> losses = new ArrayList<>();
    for (int i = 0; i < sweeps; i++) {
      loop.sweep();
      if (loop.losses().length > 0) {
        losses.add(loop.losses());
      }
    }
    return losses;
  }

  /** The losses of a run by itself are those that it has among others, up to rounding. */
  static void near(List<float[]> alone, List<float[]> together, int run, int runs) {
    assertThat(alone).hasSameSizeAs(together);
    for (int i = 0; i < alone.size(); i++) {
      for (int k = 0; k < alone.get(i).length; k++) {
        float expected = alone.get(i)[k];
        assertThat((double) together.get(i)[k * runs + run])
            .as("run %d, update %d of sweep %d", run, k, i)
            .isCloseTo(expected, Offset.offset(1e-3 * Math.abs(expected) + 1e-6));
      }
    }
  }

  /**
   * Two runs that are restored go on as they would have without.
   *
   * @param more what else holds of the loop that went on
   */
  static void goOnBitForBit(ControlSpec spec, int before, int after, Consumer<AgentLoop> more) {
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope();
        AgentLoop first = SmallAgents.loop(spec, torch);
        AgentLoop second = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(first, before);
      List<byte[]> saved = first.save();
      NDList tensors = first.snapshot(scope);
      assertThat(tensors.stream().map(NDArray::getName).toList())
          .containsExactlyElementsOf(first.tensors().keySet());
      SmallAgents.sweeps(first, after);
      second.restore(saved, tensors);
      SmallAgents.sweeps(second, after);
      assertThat(second.steps()).isEqualTo(first.steps());
      assertThat(second.updates()).isEqualTo(first.updates());
      Map<String, double[]> expected = SmallAgents.numbers(first);
      SmallAgents.numbers(second)
          .forEach((name, found) -> assertThat(found).as(name).isEqualTo(expected.get(name)));
      assertThat(second.gradientNorms()).isEqualTo(first.gradientNorms());
      assertThat(second.takeEpisodes(1)).isEqualTo(first.takeEpisodes(1));
      assertThat(second.save()).usingRecursiveComparison().isEqualTo(first.save());
      more.accept(second);
    }
  }

  /**
   * A second run whose weights are no numbers is lost, and the first goes on as without.
   *
   * @param first the numbers of the first run among those of a tensor
   * @param more what else holds of the sound and the broken loop
   */
  static void loseTheSecond(
      ControlSpec spec,
      int after,
      BiFunction<String, double[], double[]> first,
      BiConsumer<AgentLoop, AgentLoop> more) {
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope();
        AgentLoop sound = SmallAgents.loop(spec, torch);
        AgentLoop broken = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(sound, 20);
      List<byte[]> saved = sound.save();
      NDList tensors = sound.snapshot(scope);
      broken.restore(saved, SmallAgents.poisoned(tensors, broken, scope));
      SmallAgents.sweeps(sound, after);
      SmallAgents.sweeps(broken, after);
      assertThat(broken.isLost(1)).isTrue();
      assertThat(broken.isLost(0)).isFalse();
      Map<String, double[]> expected = SmallAgents.numbers(sound);
      SmallAgents.numbers(broken)
          .forEach(
              (name, found) ->
                  assertThat(first.apply(name, found))
                      .as(name)
                      .isEqualTo(first.apply(name, expected.get(name))));
      more.accept(sound, broken);
    }
  }
}
