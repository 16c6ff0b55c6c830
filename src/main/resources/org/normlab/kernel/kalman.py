# The arithmetic of Kalman normalization. Moments are [2, M, columns], mean and variance, with the
# replicas side by side in the columns.


# Mean and biased variance per channel over the batch, or per sample over groups of channels.
def kalman_observe(x: Tensor, columns: int, m: int, over_batch: bool) -> Tensor:
  groups = __torch__.batch_groups(x, m) if over_batch else x.size(0)
  mean, variance = __torch__.wide_moments(__torch__.to_wide(x, groups), x.size(1), columns)
  return torch.stack([mean, variance])


def kalman_apply(x: Tensor, gamma: Tensor, beta: Tensor, posterior: Tensor, epsilon: float, m: int, over_batch: bool) -> Tensor:
  mean = posterior[0]
  inverse = (posterior[1] + epsilon).rsqrt()
  groups = __torch__.batch_groups(x, m) if over_batch else x.size(0)
  slope = gamma * __torch__.spread(inverse, x.size(1))
  offset = beta - __torch__.spread(mean, x.size(1)) * slope
  return __torch__.wide_affine(__torch__.to_wide(x, groups), slope, offset, x)


# The first micro-batch's posterior moves the running state.
def kalman_follow(mean: Tensor, variance: Tensor, posterior: Tensor, momentum: float) -> None:
  __torch__.follow(mean, posterior[0, 0], momentum)
  __torch__.follow(variance, posterior[1, 0], momentum)


def kalman_fuse(observed: Tensor, prior: Tensor, gain: Tensor) -> Tensor:
  columns = observed.size(2)
  q = gain if gain.numel() == 1 else gain.repeat_interleave(columns // gain.numel())
  far = observed - prior
  spread = q * (1 - q) * far[0].square()
  moved = prior + q * far
  return torch.stack([moved[0], moved[1] + spread])


# Where the predicted variance is on average 100 times the observed one, the observation alone: what
# is propagated are activations before normalization, which may have another scale.
def kalman_guarded(observed: Tensor, prior: Tensor, gain: Tensor, replicas: int) -> Tensor:
  rows = observed.size(1)
  ratio = (prior[1].detach() / observed[1].detach()).view([rows, replicas, -1])
  near = (ratio.mean([2], True) < 100.0).expand(ratio.size()).reshape([rows, -1])
  return torch.where(near, __torch__.kalman_fuse(observed, prior, gain), observed)


def kalman_moved(v: Tensor, matrix: Tensor) -> Tensor:
  if matrix.dim() == 2:
    return torch.mm(v, matrix)
  r, previous, _ = matrix.size()
  rows = v.view([-1, r, previous]).transpose(0, 1)
  return torch.bmm(rows, matrix).transpose(0, 1).reshape([v.size(0), -1])


# The matrix is A in the form of matrices, [L′, L] or [R, L′, L].
def kalman_predict(posterior: Tensor, matrix: Tensor, log_noise: Tensor) -> Tensor:
  mean = __torch__.kalman_moved(posterior[0], matrix)
  variance = __torch__.kalman_moved(posterior[1], matrix * matrix) + log_noise.exp()
  return torch.stack([mean, variance])


def kalman_gain(logit: Tensor) -> Tensor:
  return torch.sigmoid(logit)


def kalman_fixed_gain(gain: float, like: Tensor) -> Tensor:
  return torch.full([1], gain, dtype=like.dtype, device=like.device)


# The longest comes first; channels that others lack are zero there.
def kalman_sum(terms: List[Tensor], replicas: int) -> Tensor:
  total = terms[0]
  for term in terms[1:]:
    missing = (total.size(2) - term.size(2)) // replicas
    if missing > 0:
      each = term.view([term.size(0), term.size(1), replicas, -1])
      term = torch.constant_pad_nd(each, [0, missing], 0).flatten(2)
    total = total + term
  return total


# Row i of A starts with a one in column i mod L′.
def kalman_identity(matrix: Tensor) -> None:
  for i in range(matrix.size(-1)):
    matrix.select(-1, i).select(-1, i % matrix.size(-2)).fill_(1.0)
