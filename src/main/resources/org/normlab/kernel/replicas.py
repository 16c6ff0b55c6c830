# Numbers that differ per replica.


# [R] as a factor of rows [R, n].
def per_replica(v: Tensor, like: Tensor) -> Tensor:
  return v.to(like.device, like.dtype).view([-1, 1])


# Standard normal rows of the shape of rows [R, n], each replica's from its own of the step's seeds
# [R].
def normal_rows(rows: Tensor, seeds: Tensor, drawing: int) -> Tensor:
  drawn: List[Tensor] = []
  for r in range(rows.size(0)):
    g = torch.Generator(device=rows.device, seed=int(seeds[r]) + drawing)
    drawn.append(torch.empty([rows.size(1)], dtype=rows.dtype, device=rows.device).normal_(0.0, 1.0, generator=g))
  return torch.stack(drawn)


# Rows like normal_rows, uniform between -1 and 1.
def uniform_rows(rows: Tensor, seeds: Tensor, drawing: int) -> Tensor:
  drawn: List[Tensor] = []
  for r in range(rows.size(0)):
    g = torch.Generator(device=rows.device, seed=int(seeds[r]) + drawing)
    drawn.append(torch.empty([rows.size(1)], dtype=rows.dtype, device=rows.device).uniform_(-1.0, 1.0, generator=g))
  return torch.stack(drawn)
