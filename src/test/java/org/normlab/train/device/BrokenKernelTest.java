package org.normlab.train.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.program.KernelFailure;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.loop.Training;

/** A real network in which a normalizer is handed a tensor of a wrong shape. */
class BrokenKernelTest {
  private static final SupervisedSpec SPEC =
      Small.spec(
          "{\"type\":\"mlp\",\"hidden\":[24,16]}",
          "{\"type\":\"batch\"}",
          "\"seeds\":[1,2],\"epochs\":1,\"batchSize\":8");

  /** The scale of the first site in place of the second's. */
  private static Network broken() {
    Network whole =
        Network.of(
            SPEC.architecture(),
            SPEC.normalization(),
            SupervisedSpec.samples(Small.table(7)),
            2,
            null);
    Kernel forward = whole.training();
    String text = forward.source().replaceFirst("(batch_norm\\(v\\d+, )p\\[4\\]", "$1p[1]");
    assertThat(text).isNotEqualTo(forward.source());
    return new Network(
        whole.normalization(),
        whole.replicas(),
        whole.parameters(),
        whole.states(),
        whole.sites(),
        whole.branches(),
        whole.weights(),
        whole.units(),
        new Kernel(text, forward.needs(), forward.origin()),
        whole.evaluation(),
        whole.updates());
  }

  private static void train() {
    var set = Small.table(7);
    var batches = new Batches(set.train(), 8, SPEC.runs(), null);
    var rates = new Rates(SPEC.runs(), SPEC.optimizer().schedule(), 1);
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(broken(), SPEC, SPEC.runs(), true, DeviceData.of(set, torch), torch)) {
      fused.train(batches, rates, 0, 0, 0, 1, new int[0]);
    }
  }

  @Test
  void theJobsReasonNamesKernelFileLayerAndShapes() {
    KernelFailure failure = catchThrowableOfType(KernelFailure.class, BrokenKernelTest::train);
    assertThat(Training.explain(failure))
        .matches(
            "kernel batch_norm \\(norm/Batch(Norm)?.java:\\d+\\) at hidden.1.norm: .*weight.*; x"
                + " \\[8, 32\\], gamma \\[48\\], beta \\[32\\], mean \\[32\\], variance \\[32\\],"
                + " momentum 0.1.*, epsilon 1.0000000000000001e-05");
    assertThat(failure.getMessage())
        .contains("called by forward_training", "# hidden.1.norm", "called by train (")
        .contains("of program mlp-batch-2-runs:");
  }

  @Test
  void whatNamesNoKernelIsGivenAsPyTorchSaysIt() {
    assertThat(Training.explain(new EngineException("it said this")))
        .isEqualTo("PyTorch refused: it said this");
    assertThat(Training.explain(new EngineException("not enough memory: 1 TB")))
        .startsWith("out of memory: a smaller batchSize");
  }
}
