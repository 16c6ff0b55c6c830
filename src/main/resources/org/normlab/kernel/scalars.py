# Single trained numbers that multiply or move whole activations, one a replica.


def over_channels(scalar: Tensor, x: Tensor) -> Tensor:
  if scalar.numel() == 1:
    return scalar
  each = scalar.repeat_interleave(x.size(1) // scalar.numel())
  return each.view([1, -1, 1, 1]) if x.dim() == 4 else each


def add_scalar(x: Tensor, scalar: Tensor) -> Tensor:
  return x + __torch__.over_channels(scalar, x)


def multiply_scalar(x: Tensor, scalar: Tensor) -> Tensor:
  return x * __torch__.over_channels(scalar, x)
