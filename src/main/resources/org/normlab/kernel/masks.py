# Random masks; each replica draws its own from its own seed, so that its draws do not depend on its
# neighbours.


# Ones with probability `keep` and zeros otherwise, of the shape of x; dense or image.
def keep_mask(x: Tensor, keep: float, seeds: Tensor, drawing: int) -> Tensor:
  r = seeds.size(0)
  b = x.size(0)
  masks: List[Tensor] = []
  for i in range(r):
    g = torch.Generator(device=x.device, seed=int(seeds[i]) + drawing)
    masks.append(torch.empty([b, x.numel() // (b * r)], dtype=x.dtype, device=x.device).bernoulli_(keep, generator=g))
  return torch.stack(masks, 1).view(x.size())


# Inverted dropout (Srivastava et al. 2014): kept units are divided by the probability of keeping.
def dropout(x: Tensor, rate: float, seeds: Tensor, drawing: int) -> Tensor:
  keep = 1.0 - rate
  return x * (__torch__.keep_mask(x, keep, seeds, drawing) / keep)
