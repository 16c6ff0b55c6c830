# What agents compute beside their networks. Rows are the samples of all replicas, replicas
# innermost, so that N is B·R; a kernel of one row does not look at another unless it says so.


# Values [N] of the actions [N] among q [N, A].
def of_action(q: Tensor, action: Tensor) -> Tensor:
  return q.gather(1, action.view([-1, 1])).view([-1])


# Targets [N]: the return of a window and the discounted value of the state that follows, which is
# the one that `chooser` [N, A] takes, valued by `target` [N, A]: the same network's of DQN (Mnih et
# al. 2015), the online network's of double DQN (van Hasselt et al. 2016).
def value_target(returned: Tensor, factor: Tensor, target: Tensor, chooser: Tensor) -> Tensor:
  return torch.addcmul(returned, factor, __torch__.of_action(target, chooser.argmax(1)))


# Huber's loss of each row with threshold 1.
def huber(value: Tensor, target: Tensor) -> Tensor:
  return torch.huber_loss(value, target, 0, 1.0)


def squared(value: Tensor, target: Tensor) -> Tensor:
  return torch.mse_loss(value, target, 0)


# Q [N, A, atoms] of V [N, 1, atoms] and A [N, A, atoms] (Wang et al. 2016, eq. 9).
def duel(value: Tensor, advantage: Tensor) -> Tensor:
  return value + advantage - advantage.mean([1], True)


def atoms(like: Tensor, minimum: float, maximum: float) -> Tensor:
  return torch.linspace(minimum, maximum, like.size(-1), dtype=like.dtype, device=like.device)


# Expected values [N, A] of distributions by their logits [N, A, atoms].
def expected(logits: Tensor, minimum: float, maximum: float) -> Tensor:
  return torch.matmul(logits.softmax(-1), __torch__.atoms(logits, minimum, maximum))


# Distributions [N, atoms] of return + factor · Z, each atom's mass split between the two nearest
# atoms of the support (Bellemare et al. 2017, algorithm 1). Places are float64: of 51 atoms, a
# float32 would leave the shares five digits.
def project_distribution(mass: Tensor, returned: Tensor, factor: Tensor, minimum: float, maximum: float) -> Tensor:
  last = mass.size(1) - 1
  support = torch.linspace(minimum, maximum, last + 1, dtype=torch.float64, device=mass.device)
  moved = torch.addcmul(returned.to(torch.float64).view([-1, 1]), factor.to(torch.float64).view([-1, 1]), support)
  place = ((moved.clamp(minimum, maximum) - minimum) * (last / (maximum - minimum))).clamp(0, last)
  lower = place.floor()
  above = (place - lower).to(mass.dtype)
  below = lower.to(torch.int64)
  result = torch.zeros_like(mass).scatter_add_(1, below, mass * (1 - above))
  return result.scatter_add_(1, (below + 1).clamp(None, last), mass * above)


# Logits [N, atoms] of the actions [N] among logits [N, A, atoms].
def distribution_of(logits: Tensor, action: Tensor) -> Tensor:
  n, _, atoms = logits.size()
  return logits.gather(1, action.view([-1, 1, 1]).expand([n, 1, atoms])).view([n, atoms])


# Target distributions [N, atoms]: `target` and `chooser` are logits [N, A, atoms].
def distribution_target(returned: Tensor, factor: Tensor, target: Tensor, chooser: Tensor, minimum: float, maximum: float) -> Tensor:
  action = __torch__.expected(chooser, minimum, maximum).argmax(1)
  mass = __torch__.distribution_of(target, action).softmax(1)
  return __torch__.project_distribution(mass, returned, factor, minimum, maximum)


# Cross-entropy of each row.
def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
  return -(target * logits.log_softmax(1)).sum([1])


# What scales a noise vector (Fortunato et al. 2018, §3.b).
def noise_scale(noise: Tensor) -> Tensor:
  return noise.sign() * noise.abs().sqrt()


# Weights [.., in, out] with factorized noise of vectors [.., in] and [.., out].
def noisy_weight(mean: Tensor, deviation: Tensor, noise_in: Tensor, noise_out: Tensor) -> Tensor:
  noise = __torch__.noise_scale(noise_in).unsqueeze(-1) * __torch__.noise_scale(noise_out).unsqueeze(-2)
  return torch.addcmul(mean, deviation, noise)


def noisy_bias(mean: Tensor, deviation: Tensor, noise_out: Tensor) -> Tensor:
  return torch.addcmul(mean, deviation, __torch__.noise_scale(noise_out))


# Noise [R, in + out] of a layer with weights [R, in, out], or [in, out] of one replica; each
# replica's from its own of the seeds [R]. No seeds: no noise.
def layer_noise(weight: Tensor, seeds: Tensor, drawing: int) -> Tensor:
  replicas = weight.size(0) if weight.dim() == 3 else 1
  noise = torch.zeros([replicas, weight.size(-2) + weight.size(-1)], dtype=weight.dtype, device=weight.device)
  return __torch__.normal_rows(noise, seeds, drawing) if seeds.numel() > 0 else noise


# Weights of a layer with its noise.
def noised_weight(mean: Tensor, deviation: Tensor, noise: Tensor) -> Tensor:
  each = noise if mean.dim() == 3 else noise.squeeze(0)
  n = mean.size(-2)
  return __torch__.noisy_weight(mean, deviation, each.narrow(-1, 0, n), each.narrow(-1, n, mean.size(-1)))


# Biases [R·out] of a layer with its noise.
def noised_bias(mean: Tensor, deviation: Tensor, noise: Tensor) -> Tensor:
  out = mean.numel() // noise.size(0)
  return __torch__.noisy_bias(mean, deviation, noise.narrow(1, noise.size(1) - out, out).reshape([-1]))
