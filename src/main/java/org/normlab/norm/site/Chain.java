package org.normlab.norm.site;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.normlab.torch.Value;

/**
 * Describes what is known of activations from the sites before: the sum of those sites' statistics,
 * and the layers passed since.
 *
 * @param terms statistics that were added by residual additions
 * @param links layers since, in order
 */
public record Chain(List<Moments> terms, List<Link> links) {
  /**
   * Mean and variance {@code [2, M, R·length]}, one row for all samples that share them.
   *
   * @param length numbers of one replica
   * @param channels of one replica at the site, a multiple of the length
   */
  public record Moments(Value value, int length, int channels) {}

  /** A layer between two sites. */
  public sealed interface Link {}

  /** A pointwise function of PyTorch. */
  public record Nonlinearity(Activation function) implements Link {}

  /** {@code bias} may be {@link Value#NONE}. */
  public record Linear(Value weight, Value bias) implements Link {}

  /** A convolution with square kernels; {@code bias} may be {@link Value#NONE}. */
  public record Convolution(Value weight, Value bias, int size) implements Link {}

  /** Each channel becomes so many features. */
  public record Flattening(int positions) implements Link {}

  public static Chain of(Moments moments) {
    return new Chain(List.of(moments), List.of());
  }

  public Chain through(Link link) {
    return new Chain(terms, Stream.concat(links.stream(), Stream.of(link)).toList());
  }

  /**
   * Returns the moments after an addition: means and variances add, as if branch and shortcut were
   * independent. The longest come first: a shortcut that gains channels lacks some of the branch's.
   */
  public Chain plus(Chain other) {
    Stream<Moments> all = Stream.concat(terms.stream(), other.terms.stream());
    return new Chain(
        all.sorted(Comparator.comparingInt(Moments::length).reversed()).toList(), List.of());
  }
}
