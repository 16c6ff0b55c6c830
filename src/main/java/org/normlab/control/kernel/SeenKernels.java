package org.normlab.control.kernel;

import org.normlab.torch.Kernel;

/** Turns rows of a ring into what networks take: kernels {@code unpacked(rows) → x}. */
public final class SeenKernels {
  private static final int SIDE = 10;

  /** Numbers as they are. */
  private static final Kernel NUMBERS =
      new Kernel(
          """
          def unpacked(rows: Tensor) -> Tensor:
            return rows.view([-1, __torch__.replicas() * rows.size(1)])
          """);

  private SeenKernels() {}

  /** Returns the kernel for numbers {@code [n·R, numbers]}. */
  public static Kernel ofNumbers() {
    return NUMBERS;
  }

  /**
   * Returns the kernel for bits {@code [n·R, bytes]} of images, the first cell in the lowest bit of
   * the first byte; {@code [n, R·channels, 10, 10]} with channels innermost in memory. The eight
   * bits of a byte are looked up together, and bytes are permuted, not numbers.
   */
  public static Kernel ofBits(int channels) {
    return new Kernel(
        """
        def unpacked(rows: Tensor) -> Tensor:
          byte = torch.arange(256, dtype=torch.uint8, device=rows.device).unsqueeze(1)
          shifts = torch.arange(8, dtype=torch.uint8, device=rows.device)
          table = torch.bitwise_and(torch.bitwise_right_shift(byte, shifts), 1)
          bits = torch.embedding(table, rows.to(torch.int32))
          cells = bits.view([rows.size(0), -1])[:, :%1$d]
          x = cells.reshape([-1, __torch__.replicas() * %2$d, %3$d, %3$d])
          return x.contiguous(memory_format=2).to(torch.float32)
        """
            .formatted(channels * SIDE * SIDE, channels, SIDE));
  }
}
