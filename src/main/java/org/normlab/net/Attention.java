package org.normlab.net;

import java.util.List;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * Scaled dot-product attention with several heads (Vaswani et al. 2017, arXiv:1706.03762, eq. 1),
 * between the linear layers that make queries, keys and values, and the one that takes the result.
 *
 * <pre>softmax(q kᵀ / √d) v      per head of d = width / heads numbers</pre>
 *
 * With {@code queryKeyNorm} queries and keys are first divided by their root mean square over the d
 * numbers of a head and multiplied by γ {@code [d]}, which the heads share (Henry et al. 2020,
 * arXiv:2010.04245, in the form of Dehghani et al. 2023, arXiv:2302.05442, with RMS for layer
 * normalization).
 *
 * @param tokens of a sample
 * @param causal whether a token sees itself and earlier tokens only
 */
record Attention(int heads, int width, int tokens, boolean causal, boolean queryKeyNorm) {
  /** {@code x [B, T, R, heads, d]}, {@code gamma [R·d]}. */
  private static final Kernel HEAD_NORM =
      new Kernel(
          """
          def head_norm(x: Tensor, gamma: Tensor) -> Tensor:
            scale = gamma.view([x.size(2), 1, x.size(4)])
            wide = x.to(scale.dtype)
            return (wide * (wide.square().mean([4], True) + 1e-06).rsqrt() * scale).to(x.dtype)
          """);

  /**
   * {@code [B·T, R·3·width]} (queries, keys, values; each head by head) to {@code [B·T, R·width]}.
   */
  private static final Kernel ATTENTION =
      new Kernel(
          """
          def attention(qkv: Tensor, query: Optional[Tensor], key: Optional[Tensor], heads: int, tokens: int, causal: bool, replicas: int) -> Tensor:
            n = qkv.size(0)
            q, k, v = qkv.view([n // tokens, tokens, replicas, 3, heads, -1]).unbind(3)
            if query is not None:
              q = __torch__.head_norm(q, query)
            if key is not None:
              k = __torch__.head_norm(k, key)
            y = torch.scaled_dot_product_attention(q.flatten(2, 3).transpose(1, 2), k.flatten(2, 3).transpose(1, 2), v.flatten(2, 3).transpose(1, 2), None, 0.0, causal)
            return y.transpose(1, 2).reshape([n, -1])
          """,
          List.of(HEAD_NORM));

  /** Heads share the width evenly; pointers relative to the architecture. */
  static List<Problem> problems(int heads, int width, boolean queryKeyNorm) {
    if (width % heads != 0) {
      return List.of(
          new Problem("/heads", "heads must divide width %d; received %d".formatted(width, heads)));
    }
    return queryKeyNorm && width == heads
        ? List.of(
            new Problem(
                "/queryKeyNorm",
                "the root mean square of queries and keys is taken over width / heads numbers, at"
                    + " least 2; received 1, of which nothing is left but its sign"))
        : List.of();
  }

  /**
   * @param qkv {@code [B·T, R·3·width]}
   * @param name prefix of the scales' names
   */
  Value of(Graph graph, Value qkv, String name) {
    Value query = queryKeyNorm ? scale(graph, name + ".queryNorm.gamma") : Value.NONE;
    Value key = queryKeyNorm ? scale(graph, name + ".keyNorm.gamma") : Value.NONE;
    graph.at(name);
    return graph.call(ATTENTION, qkv, query, key, heads, tokens, causal, graph.replicas());
  }

  private Value scale(Graph graph, String name) {
    return graph.parameter(
        new Variable(name, Variable.Role.SCALE, Initial.ONES, List.of(width / heads)));
  }
}
