# Batch normalizations by another norm: y = (x − μ) / (s + ε) · γ + β, s = c · norm of (x − μ) per
# channel. A method chooses `batch_scale(d, channels)`: s [groups, C] of centred wide rows.


def scaled_batch(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
  g = __torch__.to_wide(x, __torch__.batch_groups(x, m))
  c = x.size(1)
  n = x.numel() // (g.size(0) * c)
  mu = __torch__.wide_sums(g, c) / n
  d = g - __torch__.widen(mu, g.size(2))
  s = __torch__.batch_scale(d, c)
  __torch__.follow(mean, mu, momentum)
  __torch__.follow(scale, s, momentum)
  return __torch__.wide_affine(d, gamma / (s + epsilon), beta.unsqueeze(0), x)


def scaled_batch_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor, epsilon: float) -> Tensor:
  d = x - __torch__.by_channel(mean, x)
  return __torch__.channel_affine(d, gamma / (scale + epsilon), beta)


# The constant of the maximum norm, C(n) = ½ (1 + √(π ln 4)) / √(2 ln n).
def maximum_constant(n: int) -> float:
  return 1.5434524642511518 / (2.0 * torch.log(float(max(n, 2)))) ** 0.5


# Numbers [groups, n, C] among which a channel's k largest distances are. A search among all
# positions of large images is slow, and so is its gradient; here only the k strips of 32 with the
# largest maxima are read. Of strips with equal maxima some k are.
def strip_candidates(d: Tensor, channels: int, k: int) -> Tensor:
  groups, rows, width = d.size()
  strips = rows // 32 * (width // channels)
  if rows % 32 != 0 or strips < 4 * k:
    return d.view([groups, -1, channels])
  tops = d.detach().abs().view([groups, -1, 32, width]).amax([2]).view([groups, strips, channels])
  strip = tops.topk(k, 1, True, False)[1].unsqueeze(2)
  c = torch.arange(channels, device=d.device).view([1, 1, 1, -1])
  row = torch.arange(32, device=d.device).view([1, 1, -1, 1])
  lanes = width // channels
  place = (torch.floor_divide(strip, lanes) * 32 + row) * width + torch.remainder(strip, lanes) * channels + c
  return d.view([groups, -1]).gather(1, place.view([groups, -1])).view([groups, -1, channels])
