# One update of all replicas, of whatever they learn: forward pass, loss, gradients, and what follows
# them. What a job does not ask for is a kernel with an empty body, as in step.py.


# Tensors as steps take them, made once a call: parameters, states, initial parameters, and
# parameters and moments as the optimizer takes them.
def forms(p: List[Tensor], m: List[Tensor], s: List[Tensor]) -> Tuple[List[Tensor], List[Tensor], List[Tensor], List[Tensor], List[Tensor]]:
  pf = __torch__.parameter_forms(p)
  return pf, __torch__.state_forms(s), __torch__.first_parameters(m), __torch__.arranged(pf), __torch__.arranged(__torch__.moment_forms(m))


# Losses [R] before the update, what is noted of the outputs, gradient norms [R], and the replicas
# that stand still from now on.
def step(p: List[Tensor], m: List[Tensor], s: List[Tensor], forms: Tuple[List[Tensor], List[Tensor], List[Tensor], List[Tensor], List[Tensor]], x: Tensor, y: List[Tensor], rates: Tensor, seeds: Tensor, still: Tensor, norm: Tensor, last: bool, scaling: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
  pf, sf, first, up, um = forms
  kept: List[Tensor] = []
  if still.numel() > 0:
    kept = __torch__.keep(s, still)
  unmoved = __torch__.remembered(s)

  torch.set_grad_enabled(True)
  leaves = [q.detach().requires_grad_(True) for q in pf]
  terms = annotate(List[Tensor], [])
  notes = annotate(List[Tensor], [])
  output = __torch__.forward_training(leaves, sf, x, seeds, terms, notes)
  loss = __torch__.objective(output, y)
  total = __torch__.scaled_sum(loss, scaling)
  for term in terms:
    total = total + __torch__.scaled_sum(term, scaling)
  g = __torch__.gradients(total, leaves)
  torch.set_grad_enabled(False)

  __torch__.unscale(g, scaling)
  lost = loss.detach()
  noted = __torch__.noted(output.detach(), y)
  g = __torch__.pulled(g, pf, first)
  norm = __torch__.clipped(g, norm, last)
  __torch__.clipped_by_unit(pf, g)
  if still.numel() > 0:
    __torch__.give_back(s, kept, still)
  still = __torch__.lost(total, loss, still)
  # Resting are those that stay as they are and those that skip this step.
  resting, still = __torch__.skipped(s, unmoved, scaling, norm, lost, still)
  if resting.numel() > 0:
    kept = __torch__.keep(p + m + s, resting)

  ug = __torch__.arranged(g)
  before = __torch__.kept_before(pf)
  own = __torch__.own_rates(rates, scaling)
  __torch__.update(up, ug, um, own)
  __torch__.add_noise(p, rates, seeds)
  __torch__.shrink(p, s, rates, seeds)
  __torch__.renew(p, m, s, rates, seeds, notes)
  __torch__.after_update(pf, sf, g, before, notes, own)
  if resting.numel() > 0:
    __torch__.give_back(p + m + s, kept, resting)
  return lost, noted, norm, still
