package org.normlab.norm;

/**
 * A residual branch: what a block adds to its shortcut.
 *
 * @param name of the block, {@code stages.0.1}
 * @param layers linear layers or convolutions in a row within the branch
 * @param blocks residual branches of the network
 * @param additions since the network's start or the last projected shortcut
 */
public record Branch(String name, int layers, int blocks, int additions) {
  /** The place of the branch's n-th layer, from 0. */
  public Within layer(int n) {
    return new Within(this, n);
  }

  /** A layer's place within a branch. */
  public record Within(Branch branch, int number) {
    public boolean isLast() {
      return number == branch.layers - 1;
    }
  }
}
