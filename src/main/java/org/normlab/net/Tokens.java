package org.normlab.net;

import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * Describes how samples become rows of tokens {@code [B·T, R·C]}. Embeddings belong to no method:
 * they are neither standardized nor projected.
 */
final class Tokens {
  /** {@code ids [B·T, R]}, {@code weight} in its form. */
  private static final Kernel EMBEDDING =
      new Kernel(
          """
          def embedding(ids: Tensor, weight: Tensor, replicas: int) -> Tensor:
            words = weight.transpose(-2, -1)
            table = words.reshape([-1, words.size(-1)])
            first = torch.arange(replicas, device=ids.device) * words.size(-2)
            return torch.embedding(table, ids + first).view([ids.size(0), -1])
          """);

  private static final Kernel POSITIONS =
      new Kernel(
          """
          def positions(x: Tensor, weight: Tensor) -> Tensor:
            tokens = weight.size(-1)
            place = weight.reshape([-1, tokens]).transpose(0, 1)
            return (x.view([-1, tokens, x.size(1)]) + place).view(x.size())
          """);

  private static final Kernel PATCHES =
      new Kernel(
          """
          def patches(x: Tensor, size: int, replicas: int) -> Tensor:
            b, channels, height, width = x.size()
            c = channels // replicas
            h = height // size
            w = width // size
            parts = x.reshape([b, replicas, c, h, size, w, size]).permute([0, 3, 5, 1, 2, 4, 6])
            return parts.reshape([b * h * w, channels * size * size])
          """);

  private static final Kernel MEAN =
      new Kernel(
          """
          def token_mean(x: Tensor, tokens: int) -> Tensor:
            return x.view([-1, tokens, x.size(1)]).mean([1])
          """);

  private Tokens() {}

  /** Ids {@code [B·T, R]} of a vocabulary as rows {@code [B·T, R·width]}. */
  static Value embedded(Graph graph, Value ids, int vocabulary, int width, Initial initial) {
    Value weight = variable(graph, "token", vocabulary, width, initial);
    graph.at("token");
    return graph.call(EMBEDDING, ids, weight, graph.replicas());
  }

  /** Adds to each token what is learned of its place. */
  static Value placed(Graph graph, Value x, int tokens, int width, Initial initial) {
    Value weight = variable(graph, "position", tokens, width, initial);
    graph.at("position");
    return graph.call(POSITIONS, x, weight);
  }

  private static Value variable(Graph graph, String name, int rows, int width, Initial initial) {
    return graph.parameter(
        new Variable(name + ".weight", Variable.Role.WEIGHT, initial, List.of(rows, width)));
  }

  /**
   * Images {@code [B, R·c, H, W]} as rows {@code [B·T, R·c·size·size]}, a patch a row, its numbers
   * in the order of a convolution's kernel.
   */
  static Value patches(Graph graph, Value images, int size) {
    return graph.call(PATCHES, images, size, graph.replicas());
  }

  /** {@code [B·T, R·C]} to {@code [B, R·C]}. */
  static Value mean(Graph graph, Value x, int tokens) {
    return graph.call(MEAN, x, tokens);
  }
}
