# The method of the program that looks into agents that learn from what they have just played.


# Looks at `rows` [B·R] of a rollout as the first update would, which comes next. What was played is
# as `learn` of rollout_step.py takes it, and is only read; seeds
# are [1, R].
def probe(self: __torch__.M, p: List[Tensor], s: List[Tensor], played: List[Tensor], seen: Tensor, last: Tensor, reward: Tensor, terminated: Tensor, truncated: Tensor, rows: Tensor, seeds: Tensor) -> Tuple[Tensor, Tensor]:
  torch.set_grad_enabled(False)
  own = [played[0], played[1], played[2], played[3].clone()]
  advantage, returned = __torch__.judged(__torch__.parameter_forms(p), __torch__.state_forms(s), own, seen, last, reward, terminated, truncated, seeds[0])
  x, y = __torch__.samples(own, advantage, returned, rows)
  return __torch__.looked(p, s, x, y, seeds[0])
