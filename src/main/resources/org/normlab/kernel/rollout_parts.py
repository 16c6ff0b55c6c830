# What agents call that learn from what they have just played: steps T of N = E·R places, replicas
# innermost. Played are what was seen [T, N, size], logits and value [T, N, A + 1], actions [T, N],
# and values of the observations in which episodes were truncated [T, N].


# Values the observations `last` [N, size] in which episodes were truncated in step t; nothing where
# none was.
def value_lasts(p: List[Tensor], s: List[Tensor], played: List[Tensor], last: Tensor, t: int, seeds: Tensor) -> None:
  if last.numel() > 0:
    played[3][t].copy_(__torch__.outputs(p, s, __torch__.unpacked(last), seeds)[:, -1])


# Advantages and returns [T·N] of a rollout that has led to what is seen.
def judged(p: List[Tensor], s: List[Tensor], played: List[Tensor], seen: Tensor, last: Tensor, reward: Tensor, terminated: Tensor, truncated: Tensor, seeds: Tensor) -> Tuple[Tensor, Tensor]:
  __torch__.value_lasts(p, s, played, last, reward.size(0) - 1, seeds)
  after = __torch__.outputs(p, s, __torch__.unpacked(seen), seeds)[:, -1]
  value = played[1][:, :, -1]
  advantage = __torch__.generalized_advantage(reward, value, terminated, truncated, played[3], after, __torch__.discount(), __torch__.advantage_decay())
  return advantage.view([-1]), (advantage + value).view([-1])


# What an update takes of the rows of a rollout: what the network sees, and y of the objective.
def samples(played: List[Tensor], advantage: Tensor, returned: Tensor, rows: Tensor) -> Tuple[Tensor, List[Tensor]]:
  better = __torch__.standardized_advantage(advantage.index_select(0, rows), __torch__.replicas())
  old = played[1].flatten(0, 1).index_select(0, rows)
  y = [played[2].view([-1]).index_select(0, rows), old, better, returned.index_select(0, rows)]
  return __torch__.unpacked(played[0].flatten(0, 1).index_select(0, rows)), y


# Losses [R] of an update (eq. 9). y: actions [B·R], logits and values [B·R, A + 1] as they were
# played, standardized advantages and returns [B·R].
def objective(output: Tensor, y: List[Tensor]) -> Tensor:
  now = output.reshape([y[0].numel(), -1])
  logits = now[:, :-1]
  ratio = __torch__.probability_ratio(logits, y[1][:, :-1], y[0])
  policy = __torch__.policy_loss(ratio, y[2], __torch__.ratio_bound())
  value = __torch__.value_error(now[:, -1], y[1][:, -1], y[3])
  each = policy + __torch__.value_weight() * value - __torch__.entropy_weight() * __torch__.entropy(logits)
  return each.view([-1, __torch__.replicas()]).mean(0)


def noted(output: Tensor, y: List[Tensor]) -> Tensor:
  return output
