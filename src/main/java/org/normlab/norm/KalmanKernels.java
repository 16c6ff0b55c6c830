package org.normlab.norm;

import java.util.ArrayList;
import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * The arithmetic of Kalman normalization. Moments are {@code [2, M, columns]}, mean and variance,
 * with the replicas side by side in the columns.
 */
final class KalmanKernels {
  /** Mean and biased variance per channel over the batch, or per sample over groups of channels. */
  static final Kernel OBSERVE =
      new Kernel(
          """
          def kalman_observe(x: Tensor, columns: int, m: int, over_batch: bool) -> Tensor:
            if over_batch:
              g = __torch__.to_groups(x, m)
              variance, mean = torch.var_mean(g, __torch__.over_rows(g), correction=0)
            elif x.dim() == 2:
              variance, mean = torch.var_mean(x.view([x.size(0), columns, -1]), [2], correction=0)
            else:
              b, c, h, w = x.size()
              variance, mean = torch.var_mean(x.view([b, columns, c // columns, h, w]), [2, 3, 4], correction=0)
            return torch.stack([mean.view([-1, columns]), variance.view([-1, columns])])
          """,
          Channels.ALL);

  static final Kernel APPLY =
      new Kernel(
          """
          def kalman_apply(x: Tensor, gamma: Tensor, beta: Tensor, posterior: Tensor, epsilon: float, m: int, over_batch: bool) -> Tensor:
            mean = posterior[0]
            inverse = (posterior[1] + epsilon).rsqrt()
            if over_batch:
              g = __torch__.to_groups(x, m)
              a = __torch__.for_groups(gamma, g.size(1)) * inverse.view([-1])
              y = __torch__.channel_affine(g, a, __torch__.for_groups(beta, g.size(1)) - mean.view([-1]) * a)
              return __torch__.from_groups(y, x.size(1))
            each = x.size(1) // mean.size(1)
            slope = gamma * inverse.repeat_interleave(each, 1)
            offset = beta - mean.repeat_interleave(each, 1) * slope
            if x.dim() == 2:
              return torch.addcmul(offset, x, slope)
            return torch.addcmul(offset.unsqueeze(2).unsqueeze(3), x, slope.unsqueeze(2).unsqueeze(3))
          """,
          Channels.ALL);

  /** The first micro-batch's posterior moves the running state. */
  static final Kernel FOLLOW =
      new Kernel(
          """
          def kalman_follow(mean: Tensor, variance: Tensor, posterior: Tensor, momentum: float) -> None:
            __torch__.follow(mean, posterior[0, 0], momentum)
            __torch__.follow(variance, posterior[1, 0], momentum)
          """,
          List.of(Channels.FOLLOW));

  static final Kernel FUSE =
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
   * Where the predicted variance is on average 100 times the observed one, the observation alone:
   * what is propagated are activations before normalization, which may have another scale.
   */
  static final Kernel GUARDED =
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
  static final Kernel PREDICT =
      new Kernel(
          """
          def kalman_predict(posterior: Tensor, matrix: Tensor, log_noise: Tensor) -> Tensor:
            mean = __torch__.kalman_moved(posterior[0], matrix)
            variance = __torch__.kalman_moved(posterior[1], matrix * matrix) + log_noise.exp()
            return torch.stack([mean, variance])
          """,
          List.of(MOVED));

  static final Kernel SIGMOID =
      new Kernel(
          """
          def kalman_gain(logit: Tensor) -> Tensor:
            return torch.sigmoid(logit)
          """);

  static final Kernel FIXED =
      new Kernel(
          """
          def kalman_fixed_gain(gain: float, like: Tensor) -> Tensor:
            return torch.full([1], gain, dtype=like.dtype, device=like.device)
          """);

  private static final Kernel SUM =
      new Kernel(
          """
          def kalman_sum(terms: List[Tensor]) -> Tensor:
            total = terms[0]
            for term in terms[1:]:
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

  static Value sum(Graph graph, List<Chain.Moments> terms) {
    if (terms.size() == 1) {
      return terms.getFirst().value();
    }
    List<Value> values = new ArrayList<>();
    terms.forEach(term -> values.add(term.value()));
    return graph.call(SUM, values);
  }

  /** A {@code [length, previous]}. */
  static Value transition(Graph graph, Site site, int length, int previous) {
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
