package org.normlab.train.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Variable;

/**
 * The program that trains: the fixed text of {@code kernel/step.py}, and the kernels that it calls.
 * Steps vary by which kernel of a name is chosen here, never by their text.
 */
public final class StepText {
  /** Says what steps call beside their network and their optimizer. */
  static final KernelFile PARTS = KernelFile.read("step_parts.py");

  /** Says what one update of all replicas is. */
  static final KernelFile UPDATE = KernelFile.read("update.py");

  static final KernelFile SUPERVISED = KernelFile.read("supervised.py", PARTS);
  private static final KernelFile METHODS = KernelFile.read("step.py");

  /**
   * A replica whose loss is not finite stays as it was before that step's update. An accelerator
   * would have to be waited for at every step; there its run is frozen after the call.
   */
  private static final Kernel LOST =
      new Kernel(
          """
          def lost(total: Tensor, loss: Tensor, still: Tensor) -> Tensor:
            if not torch.isfinite(float(total)):
              return torch.isfinite(loss).logical_not().index_fill_(0, still, 1).nonzero().view([-1])
            return still
          """);

  private static final Kernel NOBODY_LOST =
      new Kernel(
          """
          def lost(total: Tensor, loss: Tensor, still: Tensor) -> Tensor:
            return still
          """);

  private StepText() {}

  public static String methods() {
    return METHODS.methods();
  }

  /**
   * The kernels of a training.
   *
   * @param gathering how batches and labels are taken from the data
   * @param onHost whether a step may look at its loss without waiting for an accelerator
   */
  public static List<Kernel> kernels(
      UpdateText update,
      List<Kernel> gathering,
      double smoothing,
      int evaluationBatch,
      boolean onHost) {
    List<Kernel> kernels = shared(update, onHost);
    kernels.addAll(gathering);
    kernels.addAll(SUPERVISED.all());
    kernels.add(Kernel.constant("label_smoothing", smoothing));
    kernels.add(Kernel.constant("evaluation_batch", evaluationBatch));
    return kernels;
  }

  /** The methods that start a network, and copy and overwrite tensors. */
  static String methodsOfTensors() {
    return Stream.of("start", "snapshot", "restore")
        .map(name -> METHODS.kernel(name).source())
        .collect(Collectors.joining("\n"));
  }

  /** The kernels of an update, whatever is learned by it. */
  static List<Kernel> shared(UpdateText update, boolean onHost) {
    Network network = update.network();
    List<Kernel> kernels = new ArrayList<>(network.updates());
    kernels.addAll(PARTS.all());
    kernels.addAll(UPDATE.all());
    kernels.addAll(update.kernels());
    kernels.add(onHost ? LOST : NOBODY_LOST);
    kernels.add(Kernel.constant("replicas", network.replicas()));
    kernels.add(Variable.forms("parameter_forms", network.parameters(), network.replicas()));
    kernels.add(Variable.forms("state_forms", network.states(), network.replicas()));
    kernels.add(network.training());
    kernels.add(network.evaluation());
    return kernels;
  }
}
