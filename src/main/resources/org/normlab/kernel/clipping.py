# Norms of gradients, and clipping by them.


# Euclidean norm [R] over all rows [R, n] of a list.
def gradient_norm(g: List[Tensor]) -> Tensor:
  norms = [torch.linalg_vector_norm(x, 2, [1]) for x in g]
  return torch.linalg_vector_norm(torch.stack(norms), 2, [0])


# Pascanu et al. 2013 (arXiv:1211.5063, algorithm 1): gradients longer than the limit are scaled down
# to it. Returns their norms before.
def clip(g: List[Tensor], limit: float) -> Tensor:
  norm = __torch__.gradient_norm(g)
  scale = (limit / (norm + 1e-6)).clamp(max=1.0).view([-1, 1])
  for x in g:
    x.mul_(scale)
  return norm


# Scaled before it is squared, so that it neither overflows nor vanishes.
def unit_norm(x: Tensor, axes: List[int]) -> Tensor:
  top = x.abs().amax(axes, True)
  top = top.masked_fill(top == 0, 1.0)
  return torch.linalg_vector_norm(x / top, 2, axes, True) * top


# Adaptive gradient clipping, Brock et al. 2021 (arXiv:2102.06171, eq. 3): the gradient of a unit is
# scaled down to at most limit · max(‖w‖, 1e-3). A unit is a row of a weight, what makes one output;
# scales, offsets and biases of a layer are one unit a replica. Parameters and gradients are in the
# form of their variables.
def clip_adaptively(p: List[Tensor], g: List[Tensor], replicas: int, limit: float) -> None:
  for i in range(len(p)):
    w = p[i].view([replicas, -1]) if p[i].dim() == 1 else p[i]
    d = g[i].view([replicas, -1]) if p[i].dim() == 1 else g[i]
    axes = [1, 2, 3] if w.dim() == 4 else [w.dim() - 2]
    if p[i].dim() == 1:
      axes = [1]
    largest = __torch__.unit_norm(w, axes).clamp(min=1e-3) * limit
    norm = __torch__.unit_norm(d, axes)
    d.mul_((largest / norm.masked_fill(norm == 0, 1.0)).clamp(max=1.0))
