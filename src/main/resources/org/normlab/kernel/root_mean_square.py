# Mean squares, also of numbers whose squares do not fit in the format.


# mean(x²) over some axes, which stay with length 1.
def mean_square(x: Tensor, axes: List[int]) -> Tensor:
  power = x.square().mean(axes, True)
  if __torch__.overflowed(power):
    power = (x * 2.0 ** -40).square().mean(axes, True) * 2.0 ** 80
  return power


# 1 / √(mean(x²) + ε).
def inverse_rms(x: Tensor, axes: List[int], epsilon: float) -> Tensor:
  return (__torch__.mean_square(x, axes) + epsilon).rsqrt()
