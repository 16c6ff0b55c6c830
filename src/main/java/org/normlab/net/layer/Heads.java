package org.normlab.net.layer;

import java.util.List;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;

/** Describes the two output layers of an agent, which read the same hidden units. */
public sealed interface Heads permits Duel, Critic {
  /**
   * Describes one of the layers.
   *
   * @param outputs of a sample
   * @param initial weights, unless the method has some of its own
   */
  record Head(String name, int outputs, Initial initial) {}

  /**
   * Returns the layers, in the order in which the kernel takes what they answer.
   *
   * @param in inputs of each
   * @param classes numbers of a sample that both make together
   * @param wanted the initial weights of an output layer, where nothing speaks for others
   */
  List<Head> layers(int in, int classes, Initial wanted);

  /** Returns the kernel that makes outputs {@code [B, R·classes]} of what the layers answer. */
  Kernel kernel();
}
