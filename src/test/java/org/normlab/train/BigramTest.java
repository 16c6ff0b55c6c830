package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.norm.NoNorm;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.HeldOut;
import org.normlab.train.device.Rates;
import org.normlab.train.device.Steps;
import org.normlab.train.loop.Window;

/**
 * Steps and evaluation on a text, of the simplest network there is: a table of logits of the next
 * token, a row a token; against loops over its tokens.
 */
class BigramTest {
  private static final int CONTEXT = 7;
  private static final int BATCH = 4;
  private static final int V = Small.CLASSES;
  private static final DataSet SET = Small.text(CONTEXT);
  private static final SupervisedSpec SPEC =
      Small.spec(
          Small.MLP,
          "{\"type\":\"none\"}",
          "\"seeds\":[3,8],\"batchSize\":4,\"optimizer\":{\"type\":\"sgd\",\"learningRate\":2}");
  private static final Kernel BIGRAM =
      new Kernel(
          """
          def bigram(x: Tensor, table: Tensor) -> Tensor:
            first = table[0].index_select(0, x[:, 0])
            return torch.cat([first, table[1].index_select(0, x[:, 1])], 1)
          """);

  private static Network network() {
    Graph graph = new Graph(2, null);
    Variable table = new Variable("table", Variable.Role.WEIGHT, new Initial(0, 1), List.of(V, V));
    Value logits = graph.call(BIGRAM, new Value("x"), graph.parameter(table));
    return new Network(
        new NoNorm(),
        2,
        graph.parameters(),
        graph.states(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        graph.toKernel("forward_training", logits),
        graph.toKernel("forward_evaluation", logits),
        List.of(
            graph.startKernel(), graph.afterUpdate().keepKernel(), graph.afterUpdate().kernel()));
  }

  private interface Use {
    void of(FusedRuns fused, float[] table, Batches batches);
  }

  private static void with(Use use) {
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(network(), SPEC, SPEC.runs(), true, DeviceData.of(SET, torch), torch)) {
      Map<String, float[]> values = Recording.values(fused, torch);
      use.of(fused, values.get("table"), new Batches(SET.train(), BATCH, SPEC.runs(), null));
    }
  }

  /** Mean loss and hits over all tokens of windows; a replica's table is {@code [next, token]}. */
  private static double[] figures(float[] table, int r, List<Integer> windows) {
    double loss = 0;
    double hits = 0;
    for (int window : windows) {
      for (int t = 0; t < CONTEXT; t++) {
        int token = SET.labels()[window + t];
        int next = SET.labels()[window + t + 1];
        double sum = 0;
        int best = 0;
        for (int v = 0; v < V; v++) {
          sum += Math.exp(logit(table, r, v, token));
          best = logit(table, r, v, token) > logit(table, r, best, token) ? v : best;
        }
        loss += Math.log(sum) - logit(table, r, next, token);
        hits += best == next ? 1 : 0;
      }
    }
    return new double[] {loss / windows.size() / CONTEXT, hits};
  }

  private static double logit(float[] table, int r, int next, int token) {
    return table[(r * V + next) * V + token];
  }

  @Test
  void aStepsLossIsTheMeanOverSamplesAndTokensAndItsHitsCountTokens() {
    with(
        (fused, table, batches) -> {
          long[] index = batches.index(0, 0, 1);
          Rates rates = new Rates(SPEC.runs(), SPEC.optimizer().schedule(), 1);
          Steps taken = fused.train(batches, rates, 0, 0, 0, 1, new int[0]);
          Window window = new Window(2);
          window.add(taken);
          for (int r = 0; r < 2; r++) {
            int replica = r;
            List<Integer> windows =
                IntStream.range(0, BATCH).mapToObj(b -> (int) index[b * 2 + replica]).toList();
            double[] wanted = figures(table, r, windows);
            assertThat((double) taken.losses()[0][r]).isCloseTo(wanted[0], within(1e-5));
            assertThat(taken.hits()[0][r]).isEqualTo((long) wanted[1]);
            assertThat(window.accuracy(r, (long) BATCH * SET.labelsPerRow()))
                .isCloseTo(wanted[1] / BATCH / CONTEXT, within(1e-12));
          }
        });
  }

  @Test
  void evaluationIsTheMeanOverAllTokensOfThePart() {
    with(
        (fused, table, batches) -> {
          double[][] means = HeldOut.means(fused, SET.train(), () -> null);
          List<Integer> windows = Arrays.stream(SET.train()).boxed().toList();
          for (int r = 0; r < 2; r++) {
            double[] wanted = figures(table, r, windows);
            assertThat(means[0][r]).isCloseTo(wanted[0], within(1e-5));
            assertThat(means[1][r]).isCloseTo(wanted[1] / windows.size() / CONTEXT, within(1e-12));
          }
        });
  }

  @Test
  void learns() {
    with(
        (fused, table, batches) -> {
          double[][] before = HeldOut.means(fused, SET.train(), () -> null);
          int steps = batches.stepsPerEpoch();
          Rates rates = new Rates(SPEC.runs(), SPEC.optimizer().schedule(), 30L * steps);
          for (int epoch = 0; epoch < 30; epoch++) {
            fused.train(batches, rates, epoch, 0, (long) epoch * steps, steps, new int[0]);
          }
          double[][] after = HeldOut.means(fused, SET.train(), () -> null);
          for (int r = 0; r < 2; r++) {
            assertThat(after[0][r]).isLessThan(before[0][r]).isLessThan(Math.log(V));
            assertThat(after[1][r]).isGreaterThan(before[1][r]);
          }
        });
  }
}
