# Gaussian noise that is sent through the layers between two sites, to predict the moments at the
# second. All samples share the draws.


# Noise [M · draws, R · C · positions], or [M · draws, R · C, side, side], with the given moments
# [2, M, R · columns]. Each replica draws from its own seed; in evaluation from a fixed one.
def synthetic(moments: Tensor, channels: int, positions: int, side: int, replicas: int, draws: int, seeds: Tensor, drawing: int, training: bool) -> Tensor:
  drawn: List[Tensor] = []
  n = channels * positions * side * side
  for i in range(replicas):
    seed = int(seeds[i]) if training else 0
    g = torch.Generator(device=moments.device, seed=seed + drawing)
    drawn.append(torch.randn([draws, n], generator=g, dtype=moments.dtype, device=moments.device))
  noise = torch.stack(drawn, 1).view([1, draws, replicas * channels, positions * side * side])
  each = replicas * channels // moments.size(2)
  wide = moments.repeat_interleave(each, 2).unsqueeze(2).unsqueeze(4)
  x = torch.addcmul(wide[0], noise, wide[1].clamp(min=1e-12).sqrt())
  if side > 1:
    return x.view([-1, replicas * channels, side, side])
  return x.reshape([x.size(0) * draws, -1])


def synthetic_convolution(x: Tensor, weight: Tensor, bias: Optional[Tensor], replicas: int) -> Tensor:
  maps = x if x.dim() == 4 else x.unsqueeze(2).unsqueeze(3)
  return torch.conv2d(maps, weight, bias, [1, 1], [0, 0], [1, 1], replicas)


def synthetic_linear(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  if weight.dim() == 2:
    y = torch.mm(x, weight)
  else:
    r, i, _ = weight.size()
    y = torch.bmm(x.view([x.size(0), r, i]).transpose(0, 1), weight).transpose(0, 1).reshape([x.size(0), -1])
  return y if bias is None else y + bias


# Mean and biased variance over the draws, and over the channels of a group.
def synthetic_moments(y: Tensor, draws: int, columns: int) -> Tensor:
  rows = y.reshape([y.size(0) // draws, draws, columns, -1])
  mean, _, variance = __torch__.moments(rows, [1, 3])
  return torch.stack([mean, variance]).view([2, -1, columns])
