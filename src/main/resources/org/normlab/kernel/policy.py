# Proximal policy optimization (Schulman et al. 2017).


# Advantages [T, N] (Schulman et al. 2016, eq. 16). A terminated episode is followed by nothing, a
# truncated one by its own last observation, of value `final` [T, N]; neither by the next episode.
def generalized_advantage(reward: Tensor, value: Tensor, terminated: Tensor, truncated: Tensor, final: Tensor, after: Tensor, discount: float, decay: float) -> Tensor:
  lives = 1 - terminated
  goes_on = lives * (1 - truncated)
  following = torch.where(truncated > 0, final, torch.cat([value[1:], after.unsqueeze(0)]))
  error = reward + discount * lives * following - value
  advantage = torch.zeros_like(error)
  running = torch.zeros_like(after)
  for i in range(reward.size(0)):
    t = reward.size(0) - 1 - i
    running = error[t] + discount * decay * goes_on[t] * running
    advantage[t].copy_(running)
  return advantage


# Actions [N] by their logits [N, A]: the first whose cumulated probability exceeds its number of
# `uniform` [N], in [0, 1).
def sampled(logits: Tensor, uniform: Tensor) -> Tensor:
  below = logits.to(torch.float64).softmax(1).cumsum(1)
  return (below <= uniform.view([-1, 1]) * below[:, -1:]).sum([1])


# Advantages [B·R] of an update, those of each replica with mean 0 and deviation 1.
def standardized_advantage(advantage: Tensor, replicas: int) -> Tensor:
  each = advantage.view([-1, replicas])
  return ((each - each.mean([0], True)) / (each.std([0], True, True) + 1e-8)).view([-1])


# Ratios [N] of the probabilities of actions under two policies by their logits [N, A].
def probability_ratio(logits: Tensor, old: Tensor, action: Tensor) -> Tensor:
  now = __torch__.of_action(logits.log_softmax(1), action)
  return torch.exp(now - __torch__.of_action(old.log_softmax(1), action))


# Clipped loss of each row (eq. 7).
def policy_loss(ratio: Tensor, advantage: Tensor, clip: float) -> Tensor:
  return -torch.minimum(ratio * advantage, ratio.clamp(1 - clip, 1 + clip) * advantage)


def entropy(logits: Tensor) -> Tensor:
  log = logits.log_softmax(1)
  return -(log.exp() * log).sum([1])


# Half the squared error of each row, the larger of that with and without the clipped change.
def clipped_value_loss(value: Tensor, old: Tensor, returned: Tensor, clip: float) -> Tensor:
  clipped = old + (value - old).clamp(-clip, clip)
  return 0.5 * torch.maximum((value - returned) ** 2, (clipped - returned) ** 2)
