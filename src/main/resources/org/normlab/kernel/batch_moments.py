# Mean 0 and variance 1 per channel over the batch, and the statistics that were found.


# [M, m, C, …] to x̂, μ and 1 / √(σ² + ε), the latter two [M · C], without gradient. Images whose
# squares overflow are standardized in other units: what PyTorch answers to them is zeros.
def standardized(g: Tensor, epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
  if g.size(0) > 1:
    mean, d, variance = __torch__.moments(g, __torch__.over_rows(g))
    root = (variance + epsilon).rsqrt()
    return d * root, mean.detach().view([-1]), root.detach().view([-1])
  x = g[0]
  y, mu, inverse = torch.native_batch_norm(x, None, None, None, None, True, 0.0, epsilon)
  if x.dim() == 4 and __torch__.overflowed(inverse.reciprocal()):
    unit = 2.0 ** -40
    y, mu, inverse = torch.native_batch_norm(x * unit, None, None, None, None, True, 0.0, epsilon * unit * unit)
    return y.unsqueeze(0), mu / unit, inverse * unit
  return y.unsqueeze(0), mu, inverse


# Running mean and unbiased variance follow the first group; n values a channel.
def follow_moments(mean: Tensor, variance: Tensor, mu: Tensor, inverse: Tensor, epsilon: float, momentum: float, n: int) -> None:
  __torch__.follow(mean, mu, momentum)
  found = (inverse.square().reciprocal() - epsilon).clamp(min=0.0)
  __torch__.follow(variance, found * (float(n) / max(n - 1, 1)), momentum)


def by_running_moments(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, epsilon: float) -> Tensor:
  return torch.batch_norm(x, gamma, beta, mean, variance, False, 0.0, epsilon, False)
