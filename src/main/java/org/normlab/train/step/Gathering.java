package org.normlab.train.step;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.Augment;
import org.normlab.data.DataSet;
import org.normlab.torch.Kernel;

/**
 * A batch from the data set on the device by one gather, as networks take it: {@code [B,
 * R·features]}, or {@code [B, R·channels, height, width]} with channels innermost in memory, as
 * convolutions want them; of a text {@code [B·T, R]} tokens.
 */
public final class Gathering {
  /** {@code rows} is {@code [B·R]}, replicas innermost. */
  static final Kernel TABLE =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            return data[0].index_select(0, rows).view([rows.numel() // replicas, -1])
          """);

  static final Kernel SCALED =
      new Kernel(
          """
          def scaled(pixels: Tensor, data: List[Tensor], replicas: int) -> Tensor:
            n, h, w, c = pixels.size()
            x = torch.addcmul(data[2], pixels.to(data[1].dtype), data[1])
            if replicas > 1:
              x = x.view([n // replicas, replicas, h, w, c]).permute([0, 2, 3, 1, 4]).reshape([n // replicas, h, w, replicas * c])
            return x.permute([0, 3, 1, 2])
          """);

  /**
   * {@code data} is bytes {@code [rows, h, w, c]}, and scale and offset {@code [c]} that make them
   * standard.
   */
  static final Kernel IMAGES =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            return __torch__.scaled(data[0].index_select(0, rows), data, replicas)
          """,
          List.of(SCALED));

  /**
   * {@code shifts} is {@code [B·R, 3]}: rows down, columns right, 1 for a mirror; what was outside
   * is black.
   */
  static final Kernel AUGMENTED =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            _, h, w, c = data[0].size()
            n = rows.numel()
            down = torch.arange(h, device=rows.device).view([1, h, 1]) + shifts[:, 0].view([n, 1, 1])
            across = torch.arange(w, device=rows.device).view([1, 1, w])
            mirrored = shifts[:, 2].view([n, 1, 1])
            across = across + mirrored * (w - 1 - 2 * across) + shifts[:, 1].view([n, 1, 1])
            inside = (down >= 0) & (down < h) & (across >= 0) & (across < w)
            places = (rows.view([n, 1, 1]) * h + down.clamp(0, h - 1)) * w + across.clamp(0, w - 1)
            pixels = data[0].view([-1, c]).index_select(0, places.view(-1)) * inside.view([-1, 1])
            return __torch__.scaled(pixels.view([n, h, w, c]), data, replicas)
          """,
          List.of(SCALED));

  /**
   * Source places {@code [n, size]} of an axis of which {@code length} pixels from {@code first} on
   * are stretched over {@code size}: of the pixel before and the one after, and the second's
   * weight.
   */
  private static final Kernel STRETCHED =
      new Kernel(
          """
          def stretched(axis: Tensor, first: Tensor, length: Tensor, size: int) -> Tuple[Tensor, Tensor, Tensor]:
            at = ((axis + 0.5) * (length / size) - 0.5).clamp(0)
            before = torch.minimum(at.floor(), length - 1)
            after = torch.minimum(before + 1, length - 1)
            return torch.to(before + first, torch.int64), torch.to(after + first, torch.int64), at - before
          """);

  /**
   * {@code shifts} is {@code [B·R, 5]}: top, left, height and width of the rectangle that is
   * resized to the whole image (bilinear, corners not aligned), 1 for a mirror.
   */
  static final Kernel CUT_OUT =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            _, h, w, c = data[0].size()
            n = rows.numel()
            s = shifts.to(data[1].dtype)
            y = torch.arange(h, dtype=data[1].dtype, device=rows.device).view([1, h])
            x = torch.arange(w, dtype=data[1].dtype, device=rows.device).view([1, w])
            x = x + s[:, 4:5] * (w - 1 - 2 * x)
            top, bottom, down = __torch__.stretched(y, s[:, 0:1], s[:, 2:3], h)
            left, right, across = __torch__.stretched(x, s[:, 1:2], s[:, 3:4], w)
            pixels = data[0].view([-1, c])
            first = rows.view([n, 1, 1]) * h
            upper = (first + top.view([n, h, 1])) * w
            lower = (first + bottom.view([n, h, 1])) * w
            left = left.view([n, 1, w])
            right = right.view([n, 1, w])
            corners: List[Tensor] = []
            for place in [upper + left, upper + right, lower + left, lower + right]:
              corners.append(pixels.index_select(0, place.view([-1])).to(data[1].dtype).view([n, h, w, c]))
            across = across.view([n, 1, w, 1])
            above = torch.lerp(corners[0], corners[1], across)
            below = torch.lerp(corners[2], corners[3], across)
            return __torch__.scaled(torch.lerp(above, below, down.view([n, h, 1, 1])), data, replicas)
          """,
          List.of(SCALED, STRETCHED));

  private static final Kernel WINDOWS =
      new Kernel(
          """
          def windows(tokens: Tensor, places: Tensor, rows: Tensor, replicas: int) -> Tensor:
            all = rows.view([-1, 1, replicas]) + places.view([1, -1, 1])
            return torch.to(tokens.index_select(0, all.view([-1])), torch.int64)
          """);

  /**
   * {@code data} is tokens and the places of a window's tokens, 0…T−1; {@code rows} is where
   * windows begin. Gives ids of int64 {@code [B·T, R]}.
   */
  static final Kernel TEXT =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            return __torch__.windows(data[0], data[1], rows, replicas).view([-1, replicas])
          """,
          List.of(WINDOWS));

  /** The classes {@code [B·R]} of rows. */
  static final Kernel LABELS =
      new Kernel(
          """
          def targets(data: List[Tensor], labels: Tensor, rows: Tensor, replicas: int) -> Tensor:
            return labels.index_select(0, rows)
          """);

  /** The token after each token of windows, {@code [B·T·R]}. */
  static final Kernel NEXT_TOKENS =
      new Kernel(
          """
          def targets(data: List[Tensor], labels: Tensor, rows: Tensor, replicas: int) -> Tensor:
            return __torch__.windows(labels, data[1], rows, replicas)
          """,
          List.of(WINDOWS));

  /** The same windows, which begin at {@code rows [B]}, for every replica. */
  static final Kernel SHARED_TEXT =
      new Kernel(
          """
          def gather_shared(data: List[Tensor], rows: Tensor, replicas: int) -> Tensor:
            return __torch__.windows(data[0], data[1], rows, 1).view([-1, 1]).repeat([1, replicas])
          """,
          List.of(WINDOWS));

  /** The same rows {@code [B]} for every replica. */
  static final Kernel SHARED =
      new Kernel(
          """
          def gather_shared(data: List[Tensor], rows: Tensor, replicas: int) -> Tensor:
            if data[0].dim() == 2:
              return data[0].index_select(0, rows).repeat([1, replicas])
            return __torch__.scaled(data[0].index_select(0, rows), data, 1).repeat([1, replicas, 1, 1])
          """,
          List.of(SCALED));

  private Gathering() {}

  /** Returns how batches and their labels are taken from a set, in training and in evaluation. */
  public static List<Kernel> kernels(DataSet set, @Nullable Augment augment) {
    if (set.isText()) {
      return List.of(TEXT, SHARED_TEXT, NEXT_TOKENS);
    }
    return List.of(training(set, augment), SHARED, LABELS);
  }

  private static Kernel training(DataSet set, @Nullable Augment augment) {
    if (!set.isImage()) {
      return TABLE;
    }
    if (augment == null) {
      return IMAGES;
    }
    return augment.randomResizedCrop() ? CUT_OUT : AUGMENTED;
  }
}
