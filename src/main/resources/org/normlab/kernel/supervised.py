# What a step learns of labels y[0].


def objective(output: Tensor, y: List[Tensor]) -> Tensor:
  return __torch__.losses(output, y[0], __torch__.replicas(), __torch__.label_smoothing()).mean(0)


def noted(output: Tensor, y: List[Tensor]) -> Tensor:
  return __torch__.hits(output, y[0], __torch__.replicas())
