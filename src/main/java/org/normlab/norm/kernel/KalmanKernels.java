package org.normlab.norm.kernel;

import java.util.ArrayList;
import java.util.List;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * The arithmetic of Kalman normalization. Moments are {@code [2, M, columns]}, mean and variance,
 * with the replicas side by side in the columns.
 */
public final class KalmanKernels {
  /** Mean and biased variance per channel over the batch, or per sample over groups of channels. */
  public static final Kernel OBSERVE =
      new Kernel(
          """
          def kalman_observe(x: Tensor, columns: int, m: int, over_batch: bool) -> Tensor:
            groups = __torch__.batch_groups(x, m) if over_batch else x.size(0)
            mean, variance = __torch__.wide_moments(__torch__.to_wide(x, groups), x.size(1), columns)
            return torch.stack([mean, variance])
          """,
          WideRowKernels.ALL);

  public static final Kernel APPLY =
      new Kernel(
          """
          def kalman_apply(x: Tensor, gamma: Tensor, beta: Tensor, posterior: Tensor, epsilon: float, m: int, over_batch: bool) -> Tensor:
            mean = posterior[0]
            inverse = (posterior[1] + epsilon).rsqrt()
            groups = __torch__.batch_groups(x, m) if over_batch else x.size(0)
            slope = gamma * __torch__.spread(inverse, x.size(1))
            offset = beta - __torch__.spread(mean, x.size(1)) * slope
            return __torch__.wide_affine(__torch__.to_wide(x, groups), slope, offset, x)
          """,
          WideRowKernels.ALL);

  /** The first micro-batch's posterior moves the running state. */
  public static final Kernel FOLLOW =
      new Kernel(
          """
          def kalman_follow(mean: Tensor, variance: Tensor, posterior: Tensor, momentum: float) -> None:
            __torch__.follow(mean, posterior[0, 0], momentum)
            __torch__.follow(variance, posterior[1, 0], momentum)
          """,
          List.of(ChannelKernels.FOLLOW));

  public static final Kernel FUSE =
      new Kernel(
          """
          def kalman_fuse(observed: Tensor, prior: Tensor, gain: Tensor) -> Tensor:
            columns = observed.size(2)
            q = gain if gain.numel() == 1 else gain.repeat_interleave(columns // gain.numel())
            far = observed - prior
            spread = q * (1 - q) * far[0].square()
            moved = prior + q * far
            return torch.stack([moved[0], moved[1] + spread])
          """);

  /**
   * Says where the predicted variance is on average 100 times the observed one, the observation
   * alone: what is propagated are activations before normalization, which may have another scale.
   */
  public static final Kernel GUARDED =
      new Kernel(
          """
          def kalman_guarded(observed: Tensor, prior: Tensor, gain: Tensor, replicas: int) -> Tensor:
            rows = observed.size(1)
            ratio = (prior[1].detach() / observed[1].detach()).view([rows, replicas, -1])
            near = (ratio.mean([2], True) < 100.0).expand(ratio.size()).reshape([rows, -1])
            return torch.where(near, __torch__.kalman_fuse(observed, prior, gain), observed)
          """,
          List.of(FUSE));

  private static final Kernel MOVED =
      new Kernel(
          """
          def kalman_moved(v: Tensor, matrix: Tensor) -> Tensor:
            if matrix.dim() == 2:
              return torch.mm(v, matrix)
            r, previous, _ = matrix.size()
            rows = v.view([-1, r, previous]).transpose(0, 1)
            return torch.bmm(rows, matrix).transpose(0, 1).reshape([v.size(0), -1])
          """);

  /** {@code matrix} is A in the form of matrices, {@code [L′, L]} or {@code [R, L′, L]}. */
  public static final Kernel PREDICT =
      new Kernel(
          """
          def kalman_predict(posterior: Tensor, matrix: Tensor, log_noise: Tensor) -> Tensor:
            mean = __torch__.kalman_moved(posterior[0], matrix)
            variance = __torch__.kalman_moved(posterior[1], matrix * matrix) + log_noise.exp()
            return torch.stack([mean, variance])
          """,
          List.of(MOVED));

  public static final Kernel SIGMOID =
      new Kernel(
          """
          def kalman_gain(logit: Tensor) -> Tensor:
            return torch.sigmoid(logit)
          """);

  public static final Kernel FIXED =
      new Kernel(
          """
          def kalman_fixed_gain(gain: float, like: Tensor) -> Tensor:
            return torch.full([1], gain, dtype=like.dtype, device=like.device)
          """);

  /** The longest comes first; channels that others lack are zero there. */
  private static final Kernel SUM =
      new Kernel(
          """
          def kalman_sum(terms: List[Tensor], replicas: int) -> Tensor:
            total = terms[0]
            for term in terms[1:]:
              missing = (total.size(2) - term.size(2)) // replicas
              if missing > 0:
                each = term.view([term.size(0), term.size(1), replicas, -1])
                term = torch.constant_pad_nd(each, [0, missing], 0).flatten(2)
              total = total + term
            return total
          """);

  /** Row i of A starts with a one in column i mod L′. */
  private static final Kernel IDENTITY =
      new Kernel(
          """
          def kalman_identity(matrix: Tensor) -> None:
            for i in range(matrix.size(-1)):
              matrix.select(-1, i).select(-1, i % matrix.size(-2)).fill_(1.0)
          """);

  private KalmanKernels() {}

  public static Value sum(Graph graph, List<Chain.Moments> terms) {
    if (terms.size() == 1) {
      return terms.getFirst().value();
    }
    List<Value> values = new ArrayList<>();
    terms.forEach(term -> values.add(term.value()));
    return graph.call(SUM, values, graph.replicas());
  }

  /** A {@code [length, previous]}. */
  public static Value transition(Graph graph, Site site, int length, int previous) {
    Value matrix =
        graph.parameter(
            new Variable(
                site.name() + ".transition",
                Variable.Role.SCALE,
                Initial.ZEROS,
                List.of(length, previous),
                List.of(1, 0)));
    graph.start().call(IDENTITY, matrix);
    return matrix;
  }
}
