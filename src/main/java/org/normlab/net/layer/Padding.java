package org.normlab.net.layer;

/** Says what convolutions see outside of an image. */
public enum Padding {
  /** Zeros, so that the output is as large as the input. */
  SAME,
  /** Nothing: the output is smaller by the kernel's size less one. */
  NONE
}
