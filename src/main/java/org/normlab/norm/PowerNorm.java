package org.normlab.norm;

import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.RootMeanSquareKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.AfterUpdate;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Power normalization: division by a running root mean square, with an approximate gradient.
 *
 * <pre>y = z · γ + β      z = x / √(ψ² + ε)      ψ² running mean of mean(x²) per channel
 * backward: ∂L/∂x = (g − ν z) / √(ψ² + ε), g = ∂L/∂z
 * ν ← ν (1 − m Γ) + m Λ      Γ = mean(z²), Λ = mean(g z), m the momentum</pre>
 *
 * Shape: dense, tokens or image, in and out. ψ² is that of the steps before, or the batch's own
 * during {@code warmup} steps; it is a constant for the gradient, and ν, a running estimate of the
 * gradient's projection on z, stands for the part that is left out. ν is state ({@code
 * gradientProjection}). Evaluation uses the running ψ², which starts as 1. Source: Shen, Yao,
 * Gholami, Mahoney and Keutzer 2020, arXiv:2003.07845, algorithm 2. Difference from the released
 * code: it divides by the batch's own root mean square in the backward pass; here, as in the paper,
 * the same ψ stands in both. The group scaling that its models put in front is not part of the
 * method.
 */
@Paper("Shen et al. 2020")
@Named(
    value = "power",
    summary = "Running root mean square per channel, with the published approximate gradient.")
public record PowerNorm(
    @Setting(value = "steps that use the batch's own mean square", preset = "0", min = 0, max = 1e9)
        int warmup,
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the mean square", preset = "1e-5", above = 0, max = 1)
        double epsilon)
    implements Normalization, BatchStatistics, ActivationNormalizing {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, running_second_moment: Tensor, epsilon: float) -> Tensor:
            return x / torch.sqrt(running_second_moment + epsilon) * gamma + beta
          """);

  /** The gradient of the term with respect to x is −ν z / √(ψ² + ε). */
  private static final Kernel TRAINING =
      RootMeanSquareKernels.FILE.calling(
          """
          def power_norm(x: Tensor, gamma: Tensor, beta: Tensor, second: Tensor, projection: Tensor, steps: Tensor, warmup: int, momentum: float, epsilon: float, m: int, replicas: int, terms: List[Tensor], notes: List[Tensor]) -> Tensor:
            g = __torch__.to_groups(x, m)
            c = __torch__.columns(g)
            axes = __torch__.over_rows(g)
            own = __torch__.mean_square(g.detach(), axes).view([-1])
            psi = __torch__.for_groups(second, c)
            if warmup > 0:
              early = (steps < float(warmup)).repeat_interleave(second.numel() // steps.numel())
              psi = torch.where(__torch__.for_groups(early, c), own, psi)
              steps.add_(1.0)
            inverse = __torch__.by_channel((psi + epsilon).rsqrt(), g)
            z = g * inverse
            nu = __torch__.by_channel(__torch__.for_groups(projection, c), g)
            terms.append((nu * z * z).sum(axes).view([-1, replicas, second.numel() // replicas]).sum([0, 2]) * -0.5)
            done = z.detach()
            squares = done.square().mean(axes).mean([0])
            notes.append(torch.stack([squares, torch.full_like(squares, float(x.numel() // x.size(1)))]))
            second.lerp_(own[:second.numel()], momentum)
            return __torch__.channel_affine(__torch__.from_groups(z), gamma, beta)
          """);

  /** The gradient of γ is the sum of ∂L/∂y · z, so that γ times it is n Λ. */
  private static final Kernel PROJECT =
      new Kernel(
          """
          def power_projection(projection: Tensor, before: Tensor, gradient: Tensor, note: Tensor, momentum: float) -> None:
            found = before * gradient / note[1]
            projection.add_((found - projection * note[0]) * momentum)
          """);

  private static final Kernel EVALUATION =
      RootMeanSquareKernels.FILE.calling(
          """
          def power_norm_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, second: Tensor, epsilon: float) -> Tensor:
            return __torch__.channel_affine(x, gamma * (second + epsilon).rsqrt(), beta)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value second = graph.state(site.name() + ".runningSecondMoment", 1, site.channels());
    Value projection = graph.state(site.name() + ".gradientProjection", 0, site.channels());
    if (!graph.training()) {
      return graph.call(EVALUATION, x, gamma, beta, second, epsilon);
    }
    Value steps = warmup == 0 ? second : graph.state(site.name() + ".steps", 0, 1);
    int m = SiteRequirements.shared(graph, site);
    AfterUpdate update = graph.afterUpdate();
    Value note = update.note();
    Value y =
        graph.call(
            TRAINING,
            x,
            gamma,
            beta,
            second,
            projection,
            steps,
            warmup,
            momentum,
            epsilon,
            m,
            graph.replicas(),
            graph.terms(),
            graph.notes());
    update.call(PROJECT, projection, update.before(gamma), update.gradient(gamma), note, momentum);
    return y;
  }
}
