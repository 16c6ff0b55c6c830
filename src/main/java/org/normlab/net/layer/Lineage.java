package org.normlab.net.layer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Chain;
import org.normlab.torch.Value;

/**
 * Describes what is known of values from the layers that made them: images' height and width, the
 * operations since sites before, and which values are read again later.
 */
final class Lineage {
  private final Map<Value, Size> sizes = new HashMap<>();
  private final Map<Value, Chain> chains = new HashMap<>();
  private final Set<Value> kept = new HashSet<>();

  /** Height and width of images. */
  private record Size(int height, int width) {
    Size after(int stride) {
      return new Size((height + stride - 1) / stride, (width + stride - 1) / stride);
    }
  }

  void image(Value x, int height, int width) {
    sizes.put(x, new Size(height, width));
  }

  /** Positions of x; null where it is no image. */
  @Nullable Integer positions(Value x) {
    Size size = sizes.get(x);
    return size == null ? null : size.height * size.width;
  }

  /** y are images like x after a layer of this stride, padded by half its kernel. */
  void strided(Value x, Value y, int stride) {
    Size size = sizes.get(x);
    if (size != null) {
      sizes.put(y, size.after(stride));
    }
  }

  /** y are images like x, without {@code lost} pixels of each side, after a stride. */
  void convolved(Value x, Value y, int stride, int lost) {
    Size size = sizes.get(x);
    if (size != null) {
      sizes.put(y, new Size(size.height - lost, size.width - lost).after(stride));
    }
  }

  /** y are images half as high and wide as x, without padding. */
  void halved(Value x, Value y) {
    Size size = sizes.get(x);
    if (size != null) {
      sizes.put(y, new Size(size.height / 2, size.width / 2));
    }
  }

  /** Returns what is known of x from sites before is known of y; answers y. */
  Value carry(Value x, Value y, UnaryOperator<Chain> change) {
    sizes.computeIfAbsent(y, value -> sizes.get(x));
    Chain chain = chains.get(x);
    if (chain != null && !x.equals(y)) {
      chains.put(y, change.apply(chain));
    }
    return y;
  }

  Value carry(Value x, Value y) {
    return carry(x, y, UnaryOperator.identity());
  }

  /** The operations since sites before x; null where none is known. */
  @Nullable Chain chain(Value x) {
    return chains.get(x);
  }

  /** A site or a sum begins a chain anew. */
  void begin(Value y, @Nullable Chain chain) {
    if (chain != null) {
      chains.put(y, chain);
    }
  }

  /** The chain of a sum of two values. */
  void join(Value x, Value y, Value sum) {
    @Nullable Chain a = chains.get(x);
    @Nullable Chain b = chains.get(y);
    begin(sum, a != null && b != null ? a.plus(b) : a == null ? b : a);
  }

  void keep(Value x) {
    kept.add(x);
  }

  boolean isKept(Value x) {
    return kept.contains(x);
  }
}
