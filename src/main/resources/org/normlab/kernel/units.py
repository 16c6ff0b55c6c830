# How much of a layer still takes part, by its features [B, R, units] on a fixed batch.


# Scores [R, units]: mean size over the layer's mean (Sokar et al. 2023, eq. 1).
def dormant_score(features: Tensor) -> Tensor:
  size = features.abs().mean([0])
  return size / size.mean([1], True)


# Shares [R] of units of at most this score; of a layer that is 0 throughout all are.
def dormant_share(features: Tensor, threshold: float) -> Tensor:
  size = features.abs().mean([0])
  return (size <= threshold * size.mean([1], True)).to(features.dtype).mean([1])


# Shares [R] of units that are linear on the whole batch: 0, or above 0, for every sample.
def linearized_share(features: Tensor) -> Tensor:
  on = features > 0
  linear = torch.logical_or(on.all(0), on.any(0).logical_not())
  return linear.to(features.dtype).mean([1])


# Singular values [R, min(B, units)], largest first.
def singular_values(features: Tensor) -> Tensor:
  return torch.linalg_svdvals(features.transpose(0, 1))


# The least count of singular values with a share of at least 1 − δ of their sum (Kumar et al. 2021);
# 0 where all are 0.
def effective_rank(values: Tensor, delta: float) -> Tensor:
  total = values.sum([1], True)
  return (values.cumsum(1) < (1 - delta) * total).sum([1]) + (total.view([-1]) > 0).to(torch.int64)


# How many are larger than a share of the largest (Lyle et al. 2022).
def feature_rank(values: Tensor, threshold: float) -> Tensor:
  return (values > threshold * values[:, :1]).sum([1])


# exp of the entropy of the shares (Roy and Vetterli 2007).
def entropy_rank(values: Tensor) -> Tensor:
  share = values / values.sum([1], True)
  return torch.exp(-torch.xlogy(share, share).sum([1]))
