# The methods of the program that trains: many steps behind one call, so that neither Java nor the
# border between host and device is crossed within a step. Lists: p parameters, m moments (and the
# initial weights, where they are kept), s states of the forward pass.
#
# The text is the same for every job. What a job does not ask for is a kernel with an empty body:
# each name below is one of several kernels of that name, chosen in StepText.


def train(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, index: Tensor, shifts: Tensor, rates: Tensor, seeds: Tensor, frozen: Tensor, scaling: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  replicas = __torch__.replicas()
  losses: List[Tensor] = []
  hits: List[Tensor] = []
  norm = torch.zeros([replicas], device=labels.device)
  # Replicas that stay as they are, by their numbers.
  still = frozen
  forms = __torch__.forms(p, m, s)
  for k in range(index.size(0)):
    rows = index[k]
    x = __torch__.gather(data, rows, shifts[k], replicas)
    y = [__torch__.targets(data, labels, rows, replicas)]
    loss, hit, norm, still = __torch__.step(p, m, s, forms, x, y, rates[k], seeds[k], still, norm, k == index.size(0) - 1, scaling)
    losses.append(loss)
    hits.append(hit)
  return torch.stack(losses), torch.stack(hits), norm


def start(self: __torch__.M, p: List[Tensor], s: List[Tensor]) -> Tensor:
  torch.set_grad_enabled(False)
  __torch__.at_start(__torch__.parameter_forms(p), __torch__.state_forms(s))
  return p[0]


# Sums of losses and counts of hits, [2, R] in float64, over rows of the data set.
def evaluate(self: __torch__.M, p: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, rows: Tensor) -> Tensor:
  torch.set_grad_enabled(False)
  replicas = __torch__.replicas()
  total = torch.zeros([2, replicas], dtype=torch.float64, device=labels.device)
  pf = __torch__.parameter_forms(p)
  sf = __torch__.state_forms(s)
  terms = annotate(List[Tensor], [])
  for part in rows.split(__torch__.evaluation_batch()):
    y = __torch__.targets(data, labels, part.repeat_interleave(replicas), replicas)
    x = __torch__.gather_shared(data, part, replicas)
    logits = __torch__.forward_evaluation(pf, sf, x, rows, terms, terms)
    total[0].add_(__torch__.losses(logits, y, replicas, 0.0).sum(0))
    total[1].add_(__torch__.hits(logits, y, replicas))
  return total


# Copies in PyTorch's order of memory.
def snapshot(self: __torch__.M, tensors: List[Tensor]) -> List[Tensor]:
  return [t.detach().clone(memory_format=0) for t in tensors]


def restore(self: __torch__.M, tensors: List[Tensor], values: List[Tensor]) -> Tensor:
  torch.set_grad_enabled(False)
  for i in range(len(tensors)):
    tensors[i].copy_(values[i])
  return tensors[0]


def keep_best(self: __torch__.M, best: List[Tensor], now: List[Tensor], which: Tensor) -> Tensor:
  torch.set_grad_enabled(False)
  __torch__.give_back(best, __torch__.keep(now, which), which)
  return best[0]


# Norms of the rows of weights [R, out, ...], summed in float64.
def row_norms(self: __torch__.M, weights: List[Tensor]) -> List[Tensor]:
  torch.set_grad_enabled(False)
  return [torch.linalg_vector_norm(w.flatten(2), 2, [2], False, dtype=torch.float64).to(torch.float32) for w in weights]
