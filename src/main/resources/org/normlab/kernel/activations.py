# Nonlinearities of networks.


def activate_relu(x: Tensor) -> Tensor:
  return torch.relu(x)


def activate_relu_(x: Tensor) -> Tensor:
  return torch.relu_(x)


def activate_selu(x: Tensor) -> Tensor:
  return torch.selu(x)


def activate_elu(x: Tensor) -> Tensor:
  return torch.elu(x)


def activate_gelu(x: Tensor) -> Tensor:
  return torch.gelu(x)


def activate_silu(x: Tensor) -> Tensor:
  return torch.silu(x)


def activate_tanh(x: Tensor) -> Tensor:
  return torch.tanh(x)
