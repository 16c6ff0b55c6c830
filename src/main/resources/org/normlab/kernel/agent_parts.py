# What agents call beside their network: the ring of what they have seen, targets, actions.


# The ring: what was seen, return and factor [rows, 2], and action and the row that follows [rows, 2].
def write(ring: List[Tensor], seen: Tensor, slots: Tensor, gained: Tensor, followed: Tensor, done: Tensor) -> None:
  ring[0].index_copy_(0, slots, seen)
  if done.numel() > 0:
    ring[1].index_copy_(0, done, gained)
    ring[2].index_copy_(0, done, followed)


def copy_all(to: List[Tensor], values: List[Tensor]) -> None:
  for i in range(len(to)):
    to[i].copy_(values[i])


# Outputs [N, outputs of a sample], without what training does with batches.
def outputs(p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor) -> Tensor:
  nothing = annotate(List[Tensor], [])
  y = __torch__.forward_evaluation(p, s, x, seeds, nothing, nothing)
  return y.reshape([x.size(0) * __torch__.replicas(), -1])


# Actions [E·R]: those that were drawn, and the best where -1 was.
def acted(p: List[Tensor], s: List[Tensor], seen: Tensor, random: Tensor, seeds: Tensor) -> Tensor:
  x = __torch__.unpacked(seen[:random.numel()])
  best = __torch__.action_values(__torch__.outputs(p, s, x, seeds)).argmax(1)
  return torch.where(random < 0, best, random)
