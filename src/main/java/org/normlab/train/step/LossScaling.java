package org.normlab.train.step;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;

/**
 * A factor on each replica's loss, so that gradients of float16 stand clear of the least numbers
 * that it has: twice as large after 2000 steps without overflow, half as large after an overflow,
 * whose step is skipped (Micikevicius et al. 2018, arXiv:1710.03740, §3.2, and NVIDIA's dynamic
 * form of it). Gradients are divided by the factor in float32, before norms and updates.
 *
 * <p>In memory it is a tensor {@code [R, 3]}: the factor, good steps since it last changed, steps
 * skipped.
 */
public final class LossScaling {
  /** Its name in a checkpoint. */
  public static final String NAME = "lossScaling";

  static final float FIRST = 1 << 16;

  /** A network whose gradients vanish would let the factor overflow. */
  static final float MOST = 1 << 24;

  /** A factor below it means that gradients overflow by themselves. */
  static final float LEAST = 1f / (1 << 14);

  static final int PATIENCE = 2000;
  private static final int COLUMNS = 3;

  /** Moves the factors of all replicas but those that stand still; says which overflowed. */
  private static final Kernel FOLLOW =
      new Kernel(
          """
          def follow_overflow(scaling: Tensor, norm: Tensor, still: Tensor) -> Tensor:
            overflowed = torch.isfinite(norm).logical_not().index_fill_(0, still, 0)
            moving = torch.ones_like(overflowed).index_fill_(0, still, 0)
            scale = scaling[:, 0]
            good = scaling[:, 1] + 1.0
            grown = good >= %s.0
            larger = torch.where(grown, torch.clamp(scale * 2.0, None, %s), scale)
            next = torch.where(overflowed, scale * 0.5, larger)
            since = good.masked_fill(torch.logical_or(overflowed, grown), 0.0)
            skipped = scaling[:, 2] + overflowed
            scaling.copy_(torch.where(moving.view([-1, 1]), torch.stack([next, since, skipped], 1), scaling))
            return overflowed
          """
              .formatted(PATIENCE, MOST));

  /** Replicas that stand still from now on, and no number for the loss of those given up. */
  private static final Kernel GIVE_UP =
      new Kernel(
          """
          def given_up(scaling: Tensor, loss: Tensor, still: Tensor) -> Tensor:
            lost = scaling[:, 0] < %s
            loss.masked_fill_(lost, float("nan"))
            return lost.index_fill_(0, still, 1).nonzero().view([-1])
          """
              .formatted(LEAST));

  /** A skipped step is none to an optimizer that counts its steps. */
  private static final Kernel COUNT =
      new Kernel(
          """
          def counted(rates: Tensor, scaling: Tensor) -> Tensor:
            own = rates.clone()
            own[3].sub_(scaling[:, 2].to(own.device, own.dtype))
            return own
          """);

  static final List<Kernel> KERNELS = List.of(FOLLOW, GIVE_UP, COUNT);

  /** Says what a step calls where losses are scaled. */
  static final List<Kernel> ON =
      List.of(
          new Kernel(
              """
              def scaled_sum(losses: Tensor, scaling: Tensor) -> Tensor:
                return (losses * scaling[:, 0]).sum()
              """),
          new Kernel(
              """
              def unscale(g: List[Tensor], scaling: Tensor) -> None:
                inverse = scaling[:, 0].reciprocal().view([-1, 1])
                for x in __torch__.rows(g, __torch__.replicas()):
                  x.mul_(inverse)
              """),
          // States as they were before the forward pass, which a skipped step must not move.
          new Kernel(
              """
              def remembered(s: List[Tensor]) -> List[Tensor]:
                return [t.clone() for t in s]
              """),
          // Who stands still or skips this step, and who stands still from now on.
          new Kernel(
              """
              def skipped(s: List[Tensor], unmoved: List[Tensor], scaling: Tensor, norm: Tensor, loss: Tensor, still: Tensor) -> Tuple[Tensor, Tensor]:
                overflowed = __torch__.follow_overflow(scaling, norm, still)
                if bool(overflowed.any()):
                  which = overflowed.nonzero().view([-1])
                  __torch__.give_back(s, __torch__.keep(unmoved, which), which)
                  return torch.cat([still, which]), __torch__.given_up(scaling, loss, still)
                return still, still
              """,
              KERNELS),
          new Kernel(
              """
              def own_rates(rates: Tensor, scaling: Tensor) -> Tensor:
                return __torch__.counted(rates, scaling)
              """,
              KERNELS));

  /** Says what it calls where they are not. */
  static final List<Kernel> OFF =
      List.of(
          new Kernel(
              """
              def scaled_sum(losses: Tensor, scaling: Tensor) -> Tensor:
                return losses.sum()
              """),
          new Kernel(
              """
              def unscale(g: List[Tensor], scaling: Tensor) -> None:
                return None
              """),
          new Kernel(
              """
              def remembered(s: List[Tensor]) -> List[Tensor]:
                return annotate(List[Tensor], [])
              """),
          new Kernel(
              """
              def skipped(s: List[Tensor], unmoved: List[Tensor], scaling: Tensor, norm: Tensor, loss: Tensor, still: Tensor) -> Tuple[Tensor, Tensor]:
                return still, still
              """),
          new Kernel(
              """
              def own_rates(rates: Tensor, scaling: Tensor) -> Tensor:
                return rates
              """));

  private final NDArray tensor;

  public LossScaling(Torch torch, int replicas) {
    float[] start = new float[replicas * COLUMNS];
    for (int r = 0; r < replicas; r++) {
      start[r * COLUMNS] = FIRST;
    }
    tensor = torch.floats(start, replicas, COLUMNS);
  }

  public NDArray tensor() {
    return tensor;
  }

  /** One replica's factor, its good steps since that last changed, and steps that it skipped. */
  public record Scale(double factor, long good, long skipped) {
    /** Returns whether gradients overflow whatever the factor is. */
    public boolean isLost() {
      return factor < LEAST;
    }
  }

  public List<Scale> read() {
    float[] numbers = tensor.toFloatArray();
    return Arrays.stream(rows(numbers))
        .map(row -> new Scale(row[0], (long) row[1], (long) row[2]))
        .toList();
  }

  private static float[][] rows(float[] numbers) {
    float[][] rows = new float[numbers.length / COLUMNS][];
    Arrays.setAll(rows, r -> Arrays.copyOfRange(numbers, r * COLUMNS, (r + 1) * COLUMNS));
    return rows;
  }
}
