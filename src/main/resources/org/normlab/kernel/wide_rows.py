# Activations as rows of at least a few hundred numbers, for statistics per channel. An image in
# channels-last memory is a matrix [positions, C] already; where C is small, loops over its rows are
# short and slow, so that k neighbouring positions make one row here. Samples that share statistics,
# all of them, a micro-batch or one alone, are a group: [groups, n, k · C], without a copy.
# Statistics are [groups, C]. Sums are used where means could stand: PyTorch writes the gradient of
# a mean out, that of a sum is a view.


# k: no fewer rows than one are left to a sample.
def neighbours(x: Tensor) -> int:
  k = 1
  if x.dim() == 4:
    positions = x.size(2) * x.size(3)
    while k * x.size(1) < 256 and positions % (2 * k) == 0:
      k = 2 * k
  return k


# [B, C] or [B, C, H, W] to [groups, n, k · C].
def to_wide(x: Tensor, groups: int) -> Tensor:
  rows = x if x.dim() == 2 else x.permute([0, 2, 3, 1])
  return rows.reshape([groups, -1, __torch__.neighbours(x) * x.size(1)])


# Back to the shape of x.
def from_wide(y: Tensor, x: Tensor) -> Tensor:
  if x.dim() == 2:
    return y.view(x.size())
  b, c, h, w = x.size()
  return y.view([b, h, w, c]).permute([0, 3, 1, 2])


# [groups, C] to a factor [groups, 1, k · C].
def widen(v: Tensor, width: int) -> Tensor:
  wide = v if v.size(1) == width else v.repeat([1, width // v.size(1)])
  return wide.unsqueeze(1)


# Sums [groups, C] over all rows of a group.
def wide_sums(g: Tensor, channels: int) -> Tensor:
  sums = g.sum([1])
  return sums if g.size(2) == channels else sums.view([g.size(0), -1, channels]).sum([1])


# Groups of a batch: one, or micro-batches of m samples.
def batch_groups(x: Tensor, m: int) -> int:
  return x.size(0) // m if m > 0 else 1


# g · a + b, a and b [groups, C] or [1, C], in the shape of x. The gradient of addcmul would
# multiply g by 1 first.
def wide_affine(g: Tensor, a: Tensor, b: Tensor, x: Tensor) -> Tensor:
  width = g.size(2)
  if x.dim() == 4 and a.size(0) == 1:
    return __torch__.channel_affine(__torch__.from_wide(g, x), a.view([-1]), b.view([-1]))
  y = (g * __torch__.widen(a, width)).add_(__torch__.widen(b, width))
  return __torch__.from_wide(y, x)


# [groups, columns] to [groups, C]: columns are groups of consecutive channels.
def spread(v: Tensor, channels: int) -> Tensor:
  if v.size(1) == channels:
    return v
  return v.unsqueeze(2).expand([-1, -1, channels // v.size(1)]).reshape([v.size(0), channels])


def wide_means(g: Tensor, channels: int, columns: int) -> Tensor:
  sums = __torch__.wide_sums(g, channels)
  if columns < channels:
    sums = sums.view([g.size(0), columns, -1]).sum([2])
  return sums * (float(columns * g.size(0)) / g.numel())


# Means [groups, columns] of squared distances from [groups, 1, k · C] or 0.
def wide_squares(g: Tensor, centre: Tensor, channels: int, columns: int) -> Tensor:
  found = __torch__.wide_means(torch.mse_loss(g, centre.expand(g.size()), 0), channels, columns)
  if __torch__.overflowed(found):
    unit = 2.0 ** -40
    squares = torch.mse_loss(g * unit, (centre * unit).expand(g.size()), 0)
    found = __torch__.wide_means(squares, channels, columns) * 2.0 ** 80
  return found


# mean(x²) [groups, columns].
def wide_mean_squares(g: Tensor, channels: int, columns: int) -> Tensor:
  return __torch__.wide_squares(g, torch.zeros([1], dtype=g.dtype, device=g.device), channels, columns)


# Mean and biased variance [groups, columns]. Distances from a mean sum to 0, so that the variance
# has no gradient through it.
def wide_moments(g: Tensor, channels: int, columns: int) -> Tuple[Tensor, Tensor]:
  mean = __torch__.wide_means(g, channels, columns)
  centre = __torch__.widen(__torch__.spread(mean.detach(), channels), g.size(2))
  return mean, __torch__.wide_squares(g, centre, channels, columns)
