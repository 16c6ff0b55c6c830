# The row of a weight is what makes one output: all inputs of a linear layer, all inputs and
# positions of a convolution. These kernels take weights in the form of their variable, [in, out],
# [R, in, out] or [R·out, in, height, width], so that rows of all replicas pass together. Squares of
# float32 overflow from 1e19 and vanish below 1e-19. Norms are therefore taken of numbers that were
# divided by the largest of them; that divisor cancels, so that no gradient flows through it.


def row_axes(w: Tensor) -> List[int]:
  return [1, 2, 3] if w.dim() == 4 else [w.dim() - 2]


# [R·out] as a factor of the weight.
def per_output(v: Tensor, w: Tensor) -> Tensor:
  if w.dim() == 4:
    return v.view([-1, 1, 1, 1])
  return v.view([w.size(0), 1, -1]) if w.dim() == 3 else v


# [R] as a factor of the weight.
def of_replica(v: Tensor, w: Tensor) -> Tensor:
  if w.dim() == 4:
    return v.repeat_interleave(w.size(0) // v.numel()).view([-1, 1, 1, 1])
  return v.view([-1, 1, 1]) if w.dim() == 3 else v


# The largest magnitude of each row, 1 for rows of zeros.
def largest_of_rows(w: Tensor) -> Tensor:
  top = w.detach().abs().amax(__torch__.row_axes(w), True)
  return top.masked_fill(top < 1e-30, 1.0)


# p-norms of rows whose largest magnitude is 1; of rows of zeros something above 0.
def norms_of_scaled(u: Tensor, p: float) -> Tensor:
  axes = __torch__.row_axes(u)
  if p == 2.0:
    return u.square().sum(axes, True).clamp(min=0.25).sqrt()
  return torch.linalg_vector_norm(u, p, axes, True).clamp(min=0.5)


# Each row divided by its p-norm; rows of zeros stay.
def unit_rows(w: Tensor, p: float) -> Tensor:
  u = w / __torch__.largest_of_rows(w)
  return u / __torch__.norms_of_scaled(u, p)


# The p-norm of each row, [R·out]; without gradients.
def row_norms(w: Tensor, p: float) -> Tensor:
  top = __torch__.largest_of_rows(w)
  norms = torch.linalg_vector_norm(w / top, p, __torch__.row_axes(w), True)
  return (norms * top).view([-1])


# The Frobenius norm of each replica's weight, [R]; without gradients.
def frobenius_norms(w: Tensor, replicas: int) -> Tensor:
  rows = __torch__.row_norms(w, 2.0).view([replicas, -1])
  top = rows.amax([1], True)
  top = top.masked_fill(top == 0, 1.0)
  return torch.linalg_vector_norm(rows / top, 2, [1]) * top.view([-1])


# Rows divided by more than 1 before they are squared; ε is divided by that squared.
def standardized_large_rows(w: Tensor, fan: float, epsilon: float) -> Tensor:
  axes = __torch__.row_axes(w)
  top = w.detach().abs().amax(axes, True).clamp(min=1.0)
  u = w / top
  centred = u - u.mean(axes, True)
  variance = centred.square().mean(axes, True)
  return centred * (fan * variance + epsilon / top.square()).clamp(min=1e-30).rsqrt()


# (w − mean) / √(fan · variance + ε) of each row, variance biased. An accelerator is not asked
# whether squares fit.
def standardized_rows(w: Tensor, fan: float, epsilon: float) -> Tensor:
  axes = __torch__.row_axes(w)
  sums = w.sum(axes, True)
  n = w.numel() // sums.numel()
  mean = sums / n
  power = torch.mse_loss(w, mean.detach().expand(w.size()), 0).sum(axes, True)
  if w.is_cuda or __torch__.overflowed(power):
    return __torch__.standardized_large_rows(w, fan, epsilon)
  root = (power * (fan / n) + epsilon).clamp(min=1e-30).rsqrt()
  return torch.addcmul(mean * root * -1.0, w, root)
