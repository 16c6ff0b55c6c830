# Layers that compute in a narrower format than their variables have; gradients pass the casts. A
# network chooses `narrow_type()`, the number of that format.


def cast(x: Tensor, type: int) -> Tensor:
  return x.to(type)


def linear_narrow(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  t = __torch__.narrow_type()
  if bias is None:
    return __torch__.linear(x.to(t), weight.to(t), None)
  return __torch__.linear(x.to(t), weight.to(t), bias.to(t))


def linears_narrow(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  t = __torch__.narrow_type()
  if bias is None:
    return __torch__.linears(x.to(t), weight.to(t), None)
  return __torch__.linears(x.to(t), weight.to(t), bias.to(t))


def convolution_narrow(x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, replicas: int) -> Tensor:
  t = __torch__.narrow_type()
  if bias is None:
    return __torch__.convolution(x.to(t), weight.to(t), None, stride, padding, replicas)
  return __torch__.convolution(x.to(t), weight.to(t), bias.to(t), stride, padding, replicas)
