package org.normlab.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.Normalization;
import org.normlab.norm.Site;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * An architecture under a normalization, written out for so many replicas: text and variables,
 * nothing allocated.
 *
 * @param training kernel {@code forward(p, s, x, seeds)} → logits {@code [B, R·classes]}, {@code
 *     [B·T, R·classes]} for text; evaluation likewise
 */
public record Network(
    int replicas,
    List<Variable> parameters,
    List<Variable> states,
    List<Site> sites,
    Kernel training,
    Kernel evaluation) {

  public static Network of(
      Architecture architecture,
      Normalization normalization,
      Samples samples,
      int replicas,
      @Nullable Integer microBatch) {
    Graph training = new Graph(replicas, microBatch);
    Layers layers = new Layers(training, normalization);
    Value x = new Value("x");
    Kernel forward =
        training.toKernel("forward_training", architecture.forward(layers, samples, x));
    Graph evaluation = training.forEvaluation();
    Value logits = architecture.forward(new Layers(evaluation, normalization), samples, x);
    return new Network(
        replicas,
        training.parameters(),
        training.states(),
        layers.sites(),
        forward,
        evaluation.toKernel("forward_evaluation", logits));
  }

  /** Trained numbers of one replica. */
  public long parameterCount() {
    return parameters.stream().mapToLong(Variable::size).sum();
  }

  /**
   * Why a network cannot be built; pointers relative to the job.
   *
   * @param batch samples that share batch statistics
   */
  public static List<Problem> problems(
      Architecture architecture, Normalization normalization, Samples samples, int batch) {
    List<Problem> faults = new ArrayList<>();
    Texts.problems(architecture, samples).forEach(fault -> faults.add(fault.under("architecture")));
    if (faults.isEmpty()) {
      architecture.problems(samples).forEach(fault -> faults.add(fault.under("architecture")));
    }
    if (!faults.isEmpty()) {
      return faults;
    }
    of(architecture, normalization, samples, 1, null).sites().stream()
        .flatMap(site -> normalization.problems(site, batch).stream())
        .limit(1)
        .forEach(fault -> faults.add(fault.under("normalization")));
    return faults;
  }
}
