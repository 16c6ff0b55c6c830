package org.normlab.norm.site;

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
    return new Within(this, n, false);
  }

  /** The place of what precedes the branch's n-th layer: a site, where those come first. */
  public Within before(int n) {
    return new Within(this, n, true);
  }

  /**
   * A place within a branch.
   *
   * @param number of the layer, from 0
   * @param before whether it is a site that precedes that layer
   */
  public record Within(Branch branch, int number, boolean before) {
    public boolean isLast() {
      return number == branch.layers - 1;
    }

    /** Returns whether it is the branch's last layer or the site that follows that. */
    public boolean endsBranch() {
      return isLast() && !before;
    }
  }
}
