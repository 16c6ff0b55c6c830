# What the programs call that look into networks.


# What is observed of a forward pass in training form, [observations, R], and what is shown of trained
# tensors and of the gradients of their loss: the forward and backward pass of a step without its
# update. States are copied, so that nothing which a training goes on from is moved.
def looked(p: List[Tensor], s: List[Tensor], x: Tensor, y: List[Tensor], seeds: Tensor) -> Tuple[Tensor, Tensor]:
  replicas = __torch__.replicas()
  sf = __torch__.state_forms([t.clone() for t in s])
  torch.set_grad_enabled(True)
  leaves = [q.detach().requires_grad_(True) for q in __torch__.parameter_forms(p)]
  terms = annotate(List[Tensor], [])
  notes = annotate(List[Tensor], [])
  output, seen = __torch__.forward_probing(leaves, sf, x, seeds, terms, notes)
  total = __torch__.objective(output, y).sum()
  for term in terms:
    total = total + term.sum()
  g = __torch__.gradients(total, leaves)
  torch.set_grad_enabled(False)
  w = __torch__.rows([q.detach() for q in leaves], replicas)
  return seen, __torch__.shown(w, __torch__.rows(g, replicas))
