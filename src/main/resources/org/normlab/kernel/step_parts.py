# What the steps of every training call beside its network and its optimizer.


# Softmax cross-entropy [B, R], or [B·T, R] of every token of a text.
def losses(logits: Tensor, y: Tensor, replicas: int, smoothing: float) -> Tensor:
  each = torch.cross_entropy_loss(logits.reshape([y.numel(), -1]), y, None, 0, -100, smoothing)
  return each.view([-1, replicas])


# Rightly classified rows [R].
def hits(logits: Tensor, y: Tensor, replicas: int) -> Tensor:
  return (logits.reshape([y.numel(), -1]).argmax(1) == y).view([-1, replicas]).sum(0)


# Fused updates walk raw memory, so that a gradient must lie in memory as its parameter does.
def gradients(loss: Tensor, leaves: List[Tensor]) -> List[Tensor]:
  found = torch.grad([loss], leaves, None, False, False, False)
  result: List[Tensor] = []
  for i in range(len(leaves)):
    g = found[i]
    if g is not None:
      result.append(g if g.stride() == leaves[i].stride() else torch.empty_like(leaves[i]).copy_(g))
  return result


# Copies of these replicas' part of tensors [R, ...].
def keep(tensors: List[Tensor], which: Tensor) -> List[Tensor]:
  return [t.index_select(0, which) for t in tensors]


def give_back(tensors: List[Tensor], kept: List[Tensor], which: Tensor) -> None:
  for i in range(len(tensors)):
    tensors[i].index_copy_(0, which, kept[i])


# Tensors as one row of numbers in the order of memory: fused updates copy what is not contiguous.
def in_memory(tensors: List[Tensor]) -> List[Tensor]:
  result: List[Tensor] = []
  for t in tensors:
    result.append(t if t.is_contiguous() else t.as_strided([t.numel()], [1]))
  return result


# Tensors as a row of numbers a replica, in the order of memory.
def rows(tensors: List[Tensor], replicas: int) -> List[Tensor]:
  result: List[Tensor] = []
  for t in tensors:
    n = t.numel() // replicas
    result.append(t.view([replicas, n]) if t.is_contiguous() else t.as_strided([replicas, n], [n, 1]))
  return result


# Rates as they were at the first step.
def at_first_rate(rates: Tensor) -> Tensor:
  first = rates.clone()
  first[0].copy_(rates[4])
  return first
