# The arithmetic that layer, group and instance normalization share: mean and biased variance of
# each sample over groups of consecutive channels and all positions. Replicas are further groups, so
# all of them pass in one kernel.


# PyTorch's kernel is slow where a group has few channels; the same by hand.
def few_channels(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
  c = x.size(1)
  g = __torch__.to_wide(x, x.size(0))
  mean, variance = __torch__.wide_moments(g, c, groups)
  a = __torch__.spread((variance + epsilon).rsqrt(), c) * gamma
  b = torch.addcmul(beta, __torch__.spread(mean, c), a, value=-1)
  return __torch__.wide_affine(g, a, b, x)


# Where squares overflow, PyTorch answers zeros; there the same is said in other units.
def group_norm(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
  b = x.size(0)
  c = x.size(1)
  positions = x.numel() // (b * c)
  if c // groups < 4 and not x.is_cuda:
    return __torch__.few_channels(x, groups, gamma, beta, epsilon)
  y, _, inverse = torch.native_group_norm(x, gamma, beta, b, c, positions, groups, epsilon)
  if __torch__.overflowed(inverse.reciprocal()):
    unit = 2.0 ** -40
    y, _, _ = torch.native_group_norm(x * unit, gamma, beta, b, c, positions, groups, epsilon * unit * unit)
  return y


# Groups of rows, for which PyTorch's groups of images are slow.
def layer_norm_rows(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
  rows = x.view([x.size(0), groups, -1])
  length = [rows.size(2)]
  y, _, inverse = torch.native_layer_norm(rows, length, None, None, epsilon)
  if __torch__.overflowed(inverse.reciprocal()):
    unit = 2.0 ** -40
    y, _, _ = torch.native_layer_norm(rows * unit, length, None, None, epsilon * unit * unit)
  return (y.view(x.size()) * gamma).add_(beta)
