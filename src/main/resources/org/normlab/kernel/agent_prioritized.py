# Replay by priorities: ring[3] has those of all slots of a replica, [R, blocks, width], and ring[4]
# the largest so far, [R].


# Rows as places [n, R] among the priorities of their replicas.
def places_of(ring: List[Tensor], rows: Tensor) -> Tensor:
  return rows.view([-1, __torch__.replicas()]).remainder(__torch__.slots_of_run())


# A transition that has become complete gets the largest priority so far; one whose state was
# overwritten cannot be drawn.
def valued(ring: List[Tensor], begun: Tensor, done: Tensor) -> None:
  priorities = ring[3].flatten(1)
  priorities.scatter_(1, __torch__.places_of(ring, begun).t(), 0.0)
  if done.numel() > 0:
    places = __torch__.places_of(ring, done).t()
    priorities.scatter_(1, places, ring[4].view([-1, 1]).expand(places.size()))


# Rows [B·R], their places [B, R] and importance weights [B·R]; `importance` is how many may be drawn
# and the exponent.
def drawn(ring: List[Tensor], index: Tensor, draws: Tensor, importance: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  places, found = __torch__.drawn_places(ring[3], draws)
  first = torch.arange(__torch__.replicas(), device=places.device) * __torch__.slots_of_run()
  weight = __torch__.importance(found, ring[3], int(importance[0]), float(importance[1]))
  return (places + first).view([-1]), places, weight.view([-1])


# Errors that are no numbers belong to a run that is lost.
def revalued(ring: List[Tensor], places: Tensor, noted: Tensor) -> None:
  error = torch.nan_to_num(noted, 0.0).view(places.size())
  values = __torch__.priority(error, __torch__.priority_exponent(), __torch__.least_error())
  __torch__.set_priorities(ring[3], places, values)
  ring[4].copy_(torch.maximum(ring[4], values.amax([0])))


# Errors [B·R].
def noted(output: Tensor, y: List[Tensor]) -> Tensor:
  return __torch__.errors(output, y)


def weighted(each: Tensor, y: List[Tensor]) -> Tensor:
  return each * y[2]
