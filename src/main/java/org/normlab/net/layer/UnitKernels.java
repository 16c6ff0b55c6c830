package org.normlab.net.layer;

import java.util.List;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * Measures how much of a layer takes part: which of its units contribute to the output over a
 * batch, and how many directions they span. A unit is a channel; activations {@code h} are {@code
 * [B, R·C]} or {@code [B, R·C, …]}, and each position counts as a sample.
 */
public final class UnitKernels {
  private static final KernelFile UNITS = KernelFile.read("units.py");

  /** Returns {@code [B·positions, R, C]} in float32. */
  private static final Kernel FEATURES =
      new Kernel(
          """
          def seen_features(h: Tensor, replicas: int) -> Tensor:
            units = h.size(1) // replicas
            return h.detach().transpose(0, 1).reshape([replicas, units, -1]).permute([2, 0, 1]).to(torch.float32)
          """);

  /** Returns the share of units whose dormancy score is at most a threshold, {@code [R]}. */
  static final Kernel DORMANT =
      new Kernel(
          """
          def seen_dormant(h: Tensor, threshold: float, replicas: int) -> Tensor:
            return __torch__.dormant_share(__torch__.seen_features(h, replicas), threshold)
          """,
          List.of(FEATURES, UNITS.kernel("dormant_share")));

  /** Returns the share of units of a ReLU that are linear over the whole batch, {@code [R]}. */
  static final Kernel LINEARIZED =
      new Kernel(
          """
          def seen_linearized(h: Tensor, replicas: int) -> Tensor:
            return __torch__.linearized_share(__torch__.seen_features(h, replicas))
          """,
          List.of(FEATURES, UNITS.kernel("linearized_share")));

  /**
   * Returns the singular values of activations, {@code [R, min(B·positions, C)]}, the largest
   * first; NaN for a replica with a number that is not finite, for which the decomposition would
   * fail for all of them.
   */
  static final Kernel SPECTRUM =
      new Kernel(
          """
          def seen_spectrum(h: Tensor, replicas: int) -> Tensor:
            features = __torch__.seen_features(h, replicas)
            finite = torch.isfinite(features).all(0).all(1).view([-1, 1])
            values = __torch__.singular_values(torch.where(finite, features, torch.zeros_like(features)))
            return torch.where(finite, values, torch.full_like(values, float("nan")))
          """,
          List.of(FEATURES, UNITS.kernel("singular_values")));

  /** Returns ranks as numbers, {@code [R]}; NaN where the singular values are. */
  private static final Kernel WHERE_FINITE =
      new Kernel(
          """
          def seen_where_finite(rank: Tensor, values: Tensor) -> Tensor:
            wide = rank.to(torch.float32)
            return torch.where(torch.isnan(values[:, 0]), torch.full_like(wide, float("nan")), wide)
          """);

  /** Returns the feature rank at a threshold of 1 % by singular values, {@code [R]}. */
  static final Kernel RANK =
      new Kernel(
          """
          def seen_rank(values: Tensor) -> Tensor:
            return __torch__.seen_where_finite(__torch__.feature_rank(values, 0.01), values)
          """,
          List.of(WHERE_FINITE, UNITS.kernel("feature_rank")));

  /** Returns the effective rank at δ = 0.01 by singular values, {@code [R]}. */
  static final Kernel EFFECTIVE_RANK =
      new Kernel(
          """
          def seen_effective_rank(values: Tensor) -> Tensor:
            return __torch__.seen_where_finite(__torch__.effective_rank(values, 0.01), values)
          """,
          List.of(WHERE_FINITE, UNITS.kernel("effective_rank")));

  private UnitKernels() {}

  /** Returns a kernel of features {@code [B, R, units]}, by its name in {@code units.py}. */
  public static Kernel of(String name) {
    return UNITS.kernel(name);
  }
}
