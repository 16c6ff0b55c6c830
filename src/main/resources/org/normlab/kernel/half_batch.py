# Batch normalizations made of halves alone, which is what methods without squares are for: x − μ,
# its square or absolute value, their sums and the running statistics. Every operation rounds to
# float16, y = (x − μ) · (γ / s) + β. States hold numbers of float16 in float32.
#
# A method chooses `half_norm(d)`: what is remembered of centred activations [n, C];
# `half_scale(v, epsilon)`: s of it; `half_correction(n)`: how many times v is remembered.


# The sum [C] over the rows of [n, C]: first and second half are added. PyTorch's own sums of halves
# are kept in float32; here they are halves too, so that what does not fit becomes infinite.
def pairwise_sum(x: Tensor) -> Tensor:
  while x.size(0) > 1:
    n = x.size(0)
    pairs = n // 2
    sums = x[:pairs] + x[pairs:2 * pairs]
    x = sums if n % 2 == 0 else torch.cat([sums, x[2 * pairs:]])
  return x[0]


# Two products and a sum, each rounded; `lerp` would round once.
def follow_in_half(state: Tensor, observed: Tensor, momentum: float) -> None:
  new = observed.detach()[:state.numel()] * momentum
  state.copy_(state.to(torch.float16) * (1.0 - momentum) + new)


def half_centred(x: Tensor, mean: Tensor, momentum: float) -> Tensor:
  mu = __torch__.pairwise_sum(x) / x.size(0)
  __torch__.follow_in_half(mean, mu, momentum)
  return x - mu


def half_batch(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, running: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
  n = m if m > 0 else x.size(0)
  g = x.view([x.size(0) // n, n, x.size(1)]).transpose(0, 1).reshape([n, -1])
  d = __torch__.half_centred(g, mean, momentum)
  v = __torch__.half_norm(d)
  __torch__.follow_in_half(running, v * __torch__.half_correction(n), momentum)
  a = __torch__.for_groups(gamma.to(torch.float16), g.size(1)) / __torch__.half_scale(v, epsilon)
  y = d * a + __torch__.for_groups(beta.to(torch.float16), g.size(1))
  return y.view([n, -1, x.size(1)]).transpose(0, 1).reshape(x.size())


def half_batch_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, running: Tensor, epsilon: float) -> Tensor:
  scale = __torch__.half_scale(running.to(torch.float16), epsilon)
  return (x - mean.to(torch.float16)) * (gamma.to(torch.float16) / scale) + beta.to(torch.float16)
