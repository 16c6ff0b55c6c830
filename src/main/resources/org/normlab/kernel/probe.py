# The method of the program that looks into a network: the forward and backward pass of one training
# step without its update. States are copied, so that nothing which a training goes on from is moved.


def probe(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, index: Tensor, shifts: Tensor, seeds: Tensor) -> Tuple[Tensor, Tensor]:
  replicas = __torch__.replicas()
  x = __torch__.gather(data, index[0], shifts[0], replicas)
  y = __torch__.targets(data, labels, index[0], replicas)
  sf = __torch__.state_forms([t.clone() for t in s])
  torch.set_grad_enabled(True)
  leaves = [q.detach().requires_grad_(True) for q in __torch__.parameter_forms(p)]
  terms = annotate(List[Tensor], [])
  notes = annotate(List[Tensor], [])
  logits, seen = __torch__.forward_probing(leaves, sf, x, seeds[0], terms, notes)
  total = __torch__.losses(logits, y, replicas, __torch__.label_smoothing()).mean(0).sum()
  for term in terms:
    total = total + term.sum()
  g = __torch__.gradients(total, leaves)
  torch.set_grad_enabled(False)
  w = __torch__.rows([q.detach() for q in leaves], replicas)
  return seen, __torch__.shown(w, __torch__.rows(g, replicas))
