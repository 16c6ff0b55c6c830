# The method of the program that looks into a network which learns from data.


def probe(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, index: Tensor, shifts: Tensor, seeds: Tensor) -> Tuple[Tensor, Tensor]:
  replicas = __torch__.replicas()
  x = __torch__.gather(data, index[0], shifts[0], replicas)
  y = [__torch__.targets(data, labels, index[0], replicas)]
  return __torch__.looked(p, s, x, y, seeds[0])
