# What agents call that learn from what they have just played: steps T of N = E·R places, replicas
# innermost. Played are what was seen [T, N, size], logits and value [T, N, A + 1], actions [T, N],
# and values of the observations in which episodes were truncated [T, N].


# Values the observations `last` [N, size] in which episodes were truncated in step t; nothing where
# none was.
def value_lasts(p: List[Tensor], s: List[Tensor], played: List[Tensor], last: Tensor, t: int, seeds: Tensor) -> None:
  if last.numel() > 0:
    played[3][t].copy_(__torch__.outputs(p, s, __torch__.unpacked(last), seeds)[:, -1])


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
