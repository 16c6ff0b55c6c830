# Mean-only batch normalization, x − μ + β.


def mean_only(x: Tensor, beta: Tensor, mean: Tensor, training: bool, momentum: float) -> Tensor:
  shift = beta - mean
  if training:
    batch = x.mean([0, 2, 3] if x.dim() == 4 else [0])
    mean.lerp_(batch.detach(), momentum)
    shift = beta - batch
  return x + (shift.view([1, -1, 1, 1]) if x.dim() == 4 else shift)


# The same for micro-batches of m samples; the first one moves the running mean.
def mean_only_micro(x: Tensor, beta: Tensor, mean: Tensor, momentum: float, m: int) -> Tensor:
  pixels = x.mean([2, 3]) if x.dim() == 4 else x
  batch = pixels.reshape([x.size(0) // m, m, -1]).mean(1)
  mean.lerp_(batch[0].detach(), momentum)
  shift = (beta - batch).repeat_interleave(m, 0)
  return x + (shift.view([x.size(0), -1, 1, 1]) if x.dim() == 4 else shift)
