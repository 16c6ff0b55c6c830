package org.normlab.net.layer;

import java.util.List;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * Describes an output of two layers: {@code V} of a state, and {@code A} of each action, which
 * become {@code Q = V + A − mean A} (Wang et al. 2016, arXiv:1511.06581, eq. 9).
 *
 * @param actions of an agent
 * @param atoms numbers of each action, and of the state
 */
public record Duel(int actions, int atoms) implements Heads {
  private static final KernelFile FILE = KernelFile.read("agent.py");

  @Override
  public List<Head> layers(int in, int classes, Initial wanted) {
    return List.of(
        new Head("output.value", atoms, wanted), new Head("output.advantage", classes, wanted));
  }

  /**
   * Returns the kernel for {@code value [B, R·atoms]} and {@code advantage [B, R·actions·atoms]}.
   */
  @Override
  public Kernel kernel() {
    return new Kernel(
        """
        def dueling(value: Tensor, advantage: Tensor) -> Tensor:
          n = value.numel() // %1$d
          q = __torch__.duel(value.reshape([n, 1, %1$d]), advantage.reshape([n, %2$d, %1$d]))
          return q.view([value.size(0), -1])
        """
            .formatted(atoms, actions),
        List.of(FILE.kernel("duel")));
  }
}
