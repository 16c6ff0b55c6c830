package org.normlab.statistics.rank;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All maximal cliques of a small graph, by Bron and Kerbosch (1973) with Tomita's pivot. */
final class Cliques {
  private final BitSet[] neighbours;
  private final List<BitSet> found = new ArrayList<>();

  private Cliques(BitSet[] neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * @param neighbours of each node, itself not among them; symmetric
   */
  static List<BitSet> of(BitSet[] neighbours) {
    Cliques cliques = new Cliques(neighbours);
    BitSet all = new BitSet();
    all.set(0, neighbours.length);
    cliques.extend(new BitSet(), all, new BitSet());
    return cliques.found;
  }

  /** Every maximal clique of {@code clique}, some candidates and nothing excluded. */
  private void extend(BitSet clique, BitSet candidates, BitSet excluded) {
    if (candidates.isEmpty()) {
      if (excluded.isEmpty()) {
        found.add(clique);
      }
      return;
    }
    BitSet branches = (BitSet) candidates.clone();
    branches.andNot(neighbours[pivot(candidates, excluded)]);
    for (int node = branches.nextSetBit(0); node >= 0; node = branches.nextSetBit(node + 1)) {
      BitSet larger = (BitSet) clique.clone();
      larger.set(node);
      extend(larger, among(candidates, node), among(excluded, node));
      candidates.clear(node);
      excluded.set(node);
    }
  }

  private BitSet among(BitSet nodes, int node) {
    BitSet common = (BitSet) nodes.clone();
    common.and(neighbours[node]);
    return common;
  }

  private int pivot(BitSet candidates, BitSet excluded) {
    BitSet both = (BitSet) candidates.clone();
    both.or(excluded);
    return both.stream()
        .boxed()
        .max(
            (a, b) ->
                Integer.compare(
                    among(candidates, a).cardinality(), among(candidates, b).cardinality()))
        .orElseThrow();
  }
}
