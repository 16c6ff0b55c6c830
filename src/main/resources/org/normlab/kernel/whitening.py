# Decorrelation of groups of consecutive channels, the last one smaller where the size does not
# divide. A method chooses `inverse_root(xc, epsilon)`: inverse roots [groups, s, s] of xcᵀxc + ε I,
# of centred rows [groups, n, s] divided by √n.


# Channels innermost: [M, m, C, …] to [M, n, replicas, channels].
def channel_rows(g: Tensor, channels: int) -> Tensor:
  rows = g if g.dim() == 3 else g.permute([0, 1, 3, 4, 2])
  return rows.reshape([g.size(0), -1, g.size(2) // channels, channels])


def from_channel_rows(y: Tensor, like: Tensor) -> Tensor:
  if like.dim() == 3:
    return y.reshape(like.size())
  groups, b, c, h, w = like.size()
  return y.reshape([groups, b, h, w, c]).permute([0, 1, 4, 2, 3])


# Groups of one size: whitened rows, and each channel's row of its group's matrix.
def whitened_part(centred: Tensor, size: int, epsilon: float) -> Tuple[Tensor, Tensor]:
  groups, n, replicas, _ = centred.size()
  parts = centred.reshape([groups, n, replicas, -1, size]).permute([0, 2, 3, 1, 4])
  d = parts.reshape([-1, n, size])
  w = __torch__.inverse_root(d * float(n) ** -0.5, epsilon)
  y = torch.bmm(d, w.transpose(1, 2)).view([groups, replicas, -1, n, size])
  back = y.permute([0, 3, 1, 2, 4]).reshape([groups, n, replicas, -1])
  return back, w.detach().reshape([groups, replicas, -1, size])


def whitened(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, whitening: Tensor, channels: int, size: int, momentum: float, epsilon: float, m: int) -> Tensor:
  g = __torch__.to_wide(x, __torch__.batch_groups(x, m))
  c = x.size(1)
  n = x.numel() // (g.size(0) * c)
  mu = __torch__.wide_sums(g, c) / n
  rows = (g - __torch__.widen(mu, g.size(2))).view([g.size(0), n, c // channels, channels])
  whole = channels // size * size
  y, w = __torch__.whitened_part(rows[:, :, :, :whole], size, epsilon)
  if whole < channels:
    rest = channels - whole
    y_rest, w_rest = __torch__.whitened_part(rows[:, :, :, whole:], rest, epsilon)
    y = torch.cat([y, y_rest], 3)
    w = torch.cat([w, torch.constant_pad_nd(w_rest, [0, size - rest])], 2)
  whitening.lerp_(w[0].transpose(1, 2).reshape(whitening.size()), momentum)
  __torch__.follow(mean, mu, momentum)
  z = __torch__.from_wide(y.reshape(g.size()), x)
  return __torch__.channel_affine(z, gamma, beta)


# Each channel's row of the running matrix, applied to its group.
def whitening_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, whitening: Tensor, channels: int, size: int) -> Tensor:
  g = __torch__.to_groups(x - __torch__.by_channel(mean, x), 0)
  rows = __torch__.channel_rows(g, channels)[0]
  replicas = mean.numel() // channels
  w = whitening.view([replicas, size, channels])
  parts: List[Tensor] = []
  for at in range(0, channels, size):
    width = min(size, channels - at)
    part = rows[:, :, at:at + width].transpose(0, 1)
    parts.append(torch.bmm(part, w[:, :width, at:at + width]))
  y = torch.cat(parts, 2).transpose(0, 1)
  z = __torch__.from_groups(__torch__.from_channel_rows(y, g))
  return __torch__.channel_affine(z, gamma, beta)


# The identity, as rows of groups.
def whitening_start(whitening: Tensor) -> None:
  size = whitening.size(-2)
  for c in range(whitening.size(-1)):
    whitening.select(-1, c).select(-1, c % size).fill_(1.0)
