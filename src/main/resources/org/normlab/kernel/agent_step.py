# The methods of the program by which agents act and learn: one call a sweep of all environments.
# Lists: p parameters, m moments, s states, t parameters and states of the target network. Rows of
# the ring are flat, those of a replica behind each other.


# Writes what was seen and what came of actions, makes the updates that are due, and acts on what is
# seen now. Seeds are [K, 3, R], of the networks that learn, choose actions and are the target, and
# `acting` [R]. Returns actions [E·R], losses [K, R] and gradient norms [R].
def sweep(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], t: List[Tensor], ring: List[Tensor], seen: Tensor, slots: Tensor, gained: Tensor, followed: Tensor, done: Tensor, index: Tensor, draws: Tensor, importance: Tensor, rates: Tensor, seeds: Tensor, frozen: Tensor, scaling: Tensor, random: Tensor, acting: Tensor, copied: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  torch.set_grad_enabled(False)
  __torch__.write(ring, seen, slots, gained, followed, done)
  __torch__.valued(ring, slots[:random.numel()], done)
  replicas = __torch__.replicas()
  losses: List[Tensor] = []
  norm = torch.zeros([replicas], device=index.device)
  still = frozen
  forms = __torch__.forms(p, m, s)
  tp = __torch__.parameter_forms(t[:len(p)])
  ts = __torch__.state_forms(t[len(p):])
  for k in range(index.size(0)):
    rows, places, weight = __torch__.drawn(ring, index[k], draws[k], importance[k])
    gains = ring[1].index_select(0, rows)
    ways = ring[2].index_select(0, rows)
    both = __torch__.unpacked(ring[0].index_select(0, torch.cat([rows, ways[:, 1]])))
    batch = both.size(0) // 2
    target = __torch__.bootstrapped(forms[0], forms[1], tp, ts, both[batch:], gains, seeds[k])
    y = [ways[:, 0], target, weight]
    loss, noted, norm, still = __torch__.step(p, m, s, forms, both[:batch], y, rates[k], seeds[k][0], still, norm, k == index.size(0) - 1, scaling)
    __torch__.revalued(ring, places, noted)
    losses.append(loss)
  if int(copied) > 0:
    __torch__.copy_all(t, p + s)
  return __torch__.acted(forms[0], forms[1], seen, random, acting), torch.stack(losses), norm


# As sweep where no update is due.
def play(self: __torch__.M, p: List[Tensor], s: List[Tensor], t: List[Tensor], ring: List[Tensor], seen: Tensor, slots: Tensor, gained: Tensor, followed: Tensor, done: Tensor, random: Tensor, acting: Tensor, copied: Tensor) -> Tensor:
  torch.set_grad_enabled(False)
  __torch__.write(ring, seen, slots, gained, followed, done)
  __torch__.valued(ring, slots[:random.numel()], done)
  if int(copied) > 0:
    __torch__.copy_all(t, p + s)
  return __torch__.acted(__torch__.parameter_forms(p), __torch__.state_forms(s), seen, random, acting)


# The best actions [R] on a row a replica, which is not written anywhere. No seeds: no noise.
def greedy(self: __torch__.M, p: List[Tensor], s: List[Tensor], seen: Tensor) -> Tensor:
  torch.set_grad_enabled(False)
  none = torch.full([seen.size(0)], -1, dtype=torch.int64, device=seen.device)
  return __torch__.acted(__torch__.parameter_forms(p), __torch__.state_forms(s), seen, none, none[:0])


def start(self: __torch__.M, p: List[Tensor], s: List[Tensor], t: List[Tensor]) -> Tensor:
  torch.set_grad_enabled(False)
  __torch__.at_start(__torch__.parameter_forms(p), __torch__.state_forms(s))
  __torch__.copy_all(t, p + s)
  return p[0]


# Copies in PyTorch's order of memory.
def snapshot(self: __torch__.M, tensors: List[Tensor]) -> List[Tensor]:
  return [x.detach().clone(memory_format=0) for x in tensors]


def restore(self: __torch__.M, tensors: List[Tensor], values: List[Tensor]) -> Tensor:
  torch.set_grad_enabled(False)
  __torch__.copy_all(tensors, values)
  return tensors[0]
