# The method of the program that looks into agents that learn from a replay, which is only read.


# Looks at transitions `rows` [B·R] of the ring, all of the same weight. Seeds are [3, R], as in the
# sweep of agent_step.py.
def probe(self: __torch__.M, p: List[Tensor], s: List[Tensor], t: List[Tensor], ring: List[Tensor], rows: Tensor, seeds: Tensor) -> Tuple[Tensor, Tensor]:
  torch.set_grad_enabled(False)
  tp = __torch__.parameter_forms(t[:len(p)])
  ts = __torch__.state_forms(t[len(p):])
  gains = ring[1].index_select(0, rows)
  ways = ring[2].index_select(0, rows)
  both = __torch__.unpacked(ring[0].index_select(0, torch.cat([rows, ways[:, 1]])))
  batch = both.size(0) // 2
  target = __torch__.bootstrapped(__torch__.parameter_forms(p), __torch__.state_forms(s), tp, ts, both[batch:], gains, seeds)
  y = [ways[:, 0], target, torch.ones_like(gains[:, 0])]
  return __torch__.looked(p, s, both[:batch], y, seeds[0])
