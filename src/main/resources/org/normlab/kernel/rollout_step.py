# The methods of the program by which agents act, and learn from what they have just played: one
# call a step of all environments, and one for all updates of a rollout. Lists: p parameters, m
# moments, s states; what is played is that of rollout_parts.py.


# Acts in step `at` on what is seen [N, size], by numbers [N] in [0, 1), and writes it down. `last`
# are observations in which episodes were truncated in the step before. Returns actions [N].
def act(self: __torch__.M, p: List[Tensor], s: List[Tensor], played: List[Tensor], seen: Tensor, last: Tensor, uniform: Tensor, at: Tensor) -> Tensor:
  torch.set_grad_enabled(False)
  t = int(at)
  pf = __torch__.parameter_forms(p)
  sf = __torch__.state_forms(s)
  __torch__.value_lasts(pf, sf, played, last, t - 1, at)
  output = __torch__.outputs(pf, sf, __torch__.unpacked(seen), at)
  actions = __torch__.sampled(output[:, :-1], uniform)
  played[0][t].copy_(seen)
  played[1][t].copy_(output)
  played[2][t].copy_(actions)
  return actions


# The likeliest actions [R] on a row a replica, which is not written anywhere.
def greedy(self: __torch__.M, p: List[Tensor], s: List[Tensor], seen: Tensor) -> Tensor:
  torch.set_grad_enabled(False)
  none = torch.zeros([0], dtype=torch.int64, device=seen.device)
  output = __torch__.outputs(__torch__.parameter_forms(p), __torch__.state_forms(s), __torch__.unpacked(seen), none)
  return output[:, :-1].argmax(1)


# Makes all updates of a rollout that has led to what is seen. Rewards and ends are [T, N]; rows
# [K, B·R] are those of each update among T·N. Returns losses [K, R] and gradient norms [R].
def learn(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], played: List[Tensor], seen: Tensor, last: Tensor, reward: Tensor, terminated: Tensor, truncated: Tensor, index: Tensor, rates: Tensor, seeds: Tensor, frozen: Tensor, scaling: Tensor) -> Tuple[Tensor, Tensor]:
  torch.set_grad_enabled(False)
  replicas = __torch__.replicas()
  forms = __torch__.forms(p, m, s)
  advantage, returned = __torch__.judged(forms[0], forms[1], played, seen, last, reward, terminated, truncated, seeds)
  losses: List[Tensor] = []
  norm = torch.zeros([replicas], device=index.device)
  still = frozen
  for k in range(index.size(0)):
    batch, y = __torch__.samples(played, advantage, returned, index[k])
    loss, noted, norm, still = __torch__.step(p, m, s, forms, batch, y, rates[k], seeds[k], still, norm, k == index.size(0) - 1, scaling)
    losses.append(loss)
  return torch.stack(losses), norm
