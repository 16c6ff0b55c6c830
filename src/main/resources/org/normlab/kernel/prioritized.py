# Prioritized replay (Schaul et al. 2016) on the device: two levels of sums and two searches, so
# that neither a tree is kept nor the host is asked.


def priority(error: Tensor, alpha: float, epsilon: float) -> Tensor:
  return (error.abs() + epsilon) ** alpha


# The largest number below v: a draw below it finds a place that has a priority.
def just_below(v: Tensor) -> Tensor:
  return torch.nextafter(v, torch.zeros_like(v))


# Places [B, R] within the blocks' order, and their priorities. The i-th of B draws [B, R] in [0, 1)
# looks at (i + u) / B of the sum of priorities [R, blocks, width], and finds the first place whose
# cumulative sum is greater. Sums are float64.
def drawn_places(priorities: Tensor, draws: Tensor) -> Tuple[Tensor, Tensor]:
  r, blocks, width = priorities.size()
  b = draws.size(0)
  sums = priorities.sum([2], dtype=torch.float64)
  edges = sums.cumsum(1)
  strata = torch.arange(b, dtype=torch.float64, device=draws.device).view([1, -1])
  wanted = (strata + draws.t()) / b * edges[:, -1:]
  wanted = torch.minimum(wanted, __torch__.just_below(edges[:, -1:])).contiguous()
  block = torch.searchsorted(edges, wanted, right=True)
  rest = wanted - (edges.gather(1, block) - sums.gather(1, block))
  rows = priorities.gather(1, block.unsqueeze(2).expand([r, b, width]))
  inner = rows.cumsum(2, dtype=torch.float64)
  rest = torch.minimum(rest.clamp(0).unsqueeze(2), __torch__.just_below(inner[:, :, -1:]))
  place = torch.searchsorted(inner, rest.contiguous(), right=True)
  found = rows.gather(2, place).squeeze(2)
  return (block * width + place.squeeze(2)).t().contiguous(), found.t().contiguous()


# Importance weights [B, R] over their largest, of priorities [B, R] among `count` transitions.
def importance(found: Tensor, priorities: Tensor, count: int, beta: float) -> Tensor:
  probability = found / priorities.sum([1, 2], dtype=torch.float64)
  weight = (probability * count) ** (-beta)
  return (weight / weight.amax([0], True)).to(priorities.dtype)


# Writes priorities [B, R] to places [B, R]; of a place that was drawn twice the last one counts.
def set_priorities(priorities: Tensor, places: Tensor, values: Tensor) -> Tensor:
  b = places.size(0)
  same = places.unsqueeze(0) == places.unsqueeze(1)
  order = torch.arange(1, b + 1, device=places.device).view([1, b, 1])
  last = (same * order).amax([1]) - 1
  priorities.flatten(1).scatter_(1, places.t(), values.gather(0, last).t())
  return priorities
