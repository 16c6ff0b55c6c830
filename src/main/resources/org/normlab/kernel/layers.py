# The arithmetic of the shared layers. Replicas pass together: a batch of matrix products, a group of
# convolutions.


# x [B, in], weight [in, out]: one replica.
def linear(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  if bias is None:
    return torch.mm(x, weight)
  return torch.addmm(bias, x, weight)


# x [B, R·in], weight [R, in, out].
def linears(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  r, i, o = weight.size()
  rows = x.reshape([x.size(0), r, i]).transpose(0, 1)
  if bias is None:
    y = torch.bmm(rows, weight)
  else:
    y = torch.baddbmm(bias.view([r, 1, o]), rows, weight)
  return y.transpose(0, 1).reshape([x.size(0), r * o])


# A 1×1 convolution of few channels with a stride is one without a stride over every stride-th
# pixel. Left to oneDNN 3.7.1 on a processor without AVX-512, these pixels are copied to a buffer of
# `in` numbers a pixel but at offsets of 8 a pixel, past its end where `in` is less
# (jit_avx2_1x1_convolution_bwd_weights). With 8 and more, oneDNN's copy is right, and faster.
def convolution(x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, replicas: int) -> Tensor:
  if stride > 1 and weight.size(2) == 1 and weight.size(1) < 8:
    pixels = x[:, :, ::stride, ::stride]
    return torch.conv2d(pixels, weight, bias, [1, 1], [0, 0], [1, 1], replicas)
  return torch.conv2d(x, weight, bias, [stride, stride], [padding, padding], [1, 1], replicas)


def add(x: Tensor, y: Tensor) -> Tensor:
  return x + y


def max_pool(x: Tensor) -> Tensor:
  return torch.max_pool2d(x, [2, 2], [2, 2], [0, 0], [1, 1], False)


# 3×3, overlapping, behind the stem of networks for large images.
def stem_pool(x: Tensor) -> Tensor:
  return torch.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], False)


def average_pool(x: Tensor) -> Tensor:
  return x.mean([2, 3])


# Images with positions innermost in memory (the contiguous format), so that flattening copies nothing.
def by_positions(x: Tensor) -> Tensor:
  return x.contiguous(memory_format=0)


def flatten(x: Tensor) -> Tensor:
  return x.reshape([x.size(0), -1])
