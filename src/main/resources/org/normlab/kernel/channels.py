# The arithmetic that methods with statistics per channel share. Samples that share statistics get
# an axis of their own: [B, C, …] is seen as [M, m, C, …], so that one formula serves whole batches
# (M = 1, for which m = 0 stands) and micro-batches. Statistics are vectors [M · C].


def to_groups(x: Tensor, m: int) -> Tensor:
  each = m if m > 0 else x.size(0)
  return x.view([x.size(0) // each, each] + x.size()[1:])


def from_groups(y: Tensor) -> Tensor:
  return y.view([y.size(0) * y.size(1)] + y.size()[2:])


# Numbers in a vector of statistics.
def columns(g: Tensor) -> int:
  return g.size(0) * g.size(2)


# A vector of one number a channel, repeated for each group.
def for_groups(v: Tensor, columns: int) -> Tensor:
  return v if v.numel() == columns else v.repeat([columns // v.numel()])


# The axes of [M, m, C, …] over which a channel's statistics run.
def over_rows(g: Tensor) -> List[int]:
  return [1] if g.dim() == 3 else [1, 3, 4]


# A vector [C] or [M · C] as a factor of [B, C, …] or of its groups.
def by_channel(v: Tensor, x: Tensor) -> Tensor:
  if x.dim() == 2:
    return v
  if x.dim() == 4:
    return v.view([1, -1, 1, 1])
  return v.view([-1, 1, x.size(2)] + [1] * (x.dim() - 3))


# x · a + b with a, b per channel. On images it is the evaluation of a batch normalization of mean 0
# and variance 1: one pass forward, and one backward for all three gradients.
def channel_affine(x: Tensor, a: Tensor, b: Tensor) -> Tensor:
  single = x.dim() == 5 and x.size(0) == 1
  if x.dim() == 4 or single:
    zero = torch.zeros_like(a)
    images = x[0] if single else x
    y = torch.batch_norm(images, a, b, zero, torch.ones_like(zero), False, 0.0, 0.0, False)
    return y.unsqueeze(0) if single else y
  return (x * __torch__.by_channel(a, x)).add_(__torch__.by_channel(b, x))


# Moves a running statistic towards what the first group of the batch shows.
def follow(state: Tensor, observed: Tensor, momentum: float) -> None:
  state.lerp_(observed.detach().reshape([-1])[:state.numel()], momentum)


# Whether squares did not fit in the statistic's format. An accelerator would have to be waited for,
# so that there it is never said.
def overflowed(statistic: Tensor) -> bool:
  if statistic.is_cuda:
    return False
  total = float(statistic.sum())
  return not (total - total == 0.0)


# Mean, distances from it and biased variance over some axes, which stay with length 1: two passes,
# which PyTorch does many times faster than its own variance, and as exactly.
def moments(x: Tensor, axes: List[int]) -> Tuple[Tensor, Tensor, Tensor]:
  mean = x.mean(axes, True)
  d = x - mean
  variance = d.square().mean(axes, True)
  if __torch__.overflowed(variance):
    variance = (d * 2.0 ** -40).square().mean(axes, True) * 2.0 ** 80
  return mean, d, variance
