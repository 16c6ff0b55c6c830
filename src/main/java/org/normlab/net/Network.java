package org.normlab.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.HiddenUnits;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.net.layer.UnitNotes;
import org.normlab.norm.Normalization;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Problem;
import org.normlab.setting.Unused;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * An architecture under a normalization, written out for so many replicas: text and variables,
 * nothing allocated.
 *
 * @param weights those of the hidden layers
 * @param units of the hidden layers, where a network was asked to note what they answer
 * @param training kernel {@code forward(p, s, x, seeds, terms, notes)} → logits {@code [B,
 *     R·classes]}, {@code [B·T, R·classes]} for text, in float32; evaluation likewise
 * @param updates kernels {@code at_start}, {@code kept_before} and {@code after_update}
 */
public record Network(
    Normalization normalization,
    int replicas,
    List<Variable> parameters,
    List<Variable> states,
    List<Site> sites,
    List<Branch> branches,
    List<Weight> weights,
    List<HiddenUnits> units,
    Kernel training,
    Kernel evaluation,
    List<Kernel> updates) {

  /** A network in float32. */
  public static Network of(
      Architecture architecture,
      Normalization normalization,
      Samples samples,
      int replicas,
      @Nullable Integer microBatch) {
    return of(architecture, normalization, samples, replicas, microBatch, Precision.FLOAT32);
  }

  public static Network of(
      Architecture architecture,
      Normalization normalization,
      Samples samples,
      int replicas,
      @Nullable Integer microBatch,
      Precision precision) {
    return of(architecture, normalization, samples, replicas, microBatch, precision, false);
  }

  /**
   * A network.
   *
   * @param notesUnits whether training notes what hidden units answer; for architectures in which
   *     {@link HiddenUnits} stand alone
   */
  public static Network of(
      Architecture architecture,
      Normalization normalization,
      Samples samples,
      int replicas,
      @Nullable Integer microBatch,
      Precision precision,
      boolean notesUnits) {
    Graph training = new Graph(replicas, microBatch, precision);
    Value x = new Value("x");
    UnitNotes notes = new UnitNotes(training, notesUnits);
    Layers layers = new Layers(training, normalization, samples, x, notes);
    Kernel forward =
        training.toKernel(
            "forward_training", layers.wide(architecture.forward(layers, samples, x)));
    Graph evaluation = training.forEvaluation();
    Layers evaluated = new Layers(evaluation, normalization, samples, x);
    Value logits = evaluated.wide(architecture.forward(evaluated, samples, x));
    return new Network(
        normalization,
        replicas,
        training.parameters(),
        training.states(),
        layers.sites(),
        layers.branches(),
        layers.weights(),
        notes.units(),
        forward,
        evaluation.toKernel("forward_evaluation", logits),
        List.of(
            training.startKernel(),
            training.afterUpdate().keepKernel(),
            training.afterUpdate().kernel()));
  }

  /** The same network, written out to be looked into. */
  public static Probing probing(
      Architecture architecture,
      Normalization normalization,
      Samples samples,
      int replicas,
      @Nullable Integer microBatch,
      Precision precision) {
    Graph graph = new Graph(replicas, microBatch, precision).forProbing();
    Value x = new Value("x");
    Layers layers = new Layers(graph, normalization, samples, x);
    Value logits = layers.wide(architecture.forward(layers, samples, x));
    return new Probing(graph.toProbingKernel("forward_probing", logits), graph.observations());
  }

  /** Returns whether images are convolved. */
  public boolean hasConvolutions() {
    return parameters.stream().anyMatch(parameter -> parameter.shape().size() == 4);
  }

  /** Returns what is trained of each hidden layer's weight, by the layer's name. */
  public Map<String, Variable> hiddenWeights() {
    Map<String, Variable> hidden = new LinkedHashMap<>();
    for (Weight weight : weights) {
      parameters.stream()
          .filter(weight::isMadeFrom)
          .forEach(parameter -> hidden.put(weight.layer(), parameter));
    }
    return hidden;
  }

  /** Trained numbers of one replica. */
  public long parameterCount() {
    return parameters.stream().mapToLong(Variable::size).sum();
  }

  /**
   * Explains why a network cannot be built; pointers relative to the job.
   *
   * @param batch samples that share batch statistics
   */
  public static List<Problem> problems(
      Architecture architecture, Normalization normalization, Samples samples, int batch) {
    List<Problem> faults = new ArrayList<>(architectureProblems(architecture, samples));
    if (!faults.isEmpty()) {
      return faults;
    }
    if (architecture instanceof Transformer transformer && !normalization.actsAtSites()) {
      Unused.problems(transformer, "placement", "the method has nothing at its sites")
          .forEach(fault -> faults.add(fault.under("architecture")));
    }
    Network network = of(architecture, normalization, samples, 1, null);
    if (normalization.needsBranches() && network.branches().isEmpty()) {
      faults.add(
          new Problem(
              "/normalization/type",
              "the method acts on residual branches, and this network has none; resnet and other"
                  + " residual networks have"));
      return faults;
    }
    Stream.concat(
            network.sites().stream().flatMap(site -> normalization.problems(site, batch).stream()),
            network.weights().stream().flatMap(weight -> normalization.problems(weight).stream()))
        .limit(1)
        .forEach(fault -> faults.add(fault.under("normalization")));
    return faults;
  }

  private static List<Problem> architectureProblems(Architecture architecture, Samples samples) {
    List<Problem> texts = Texts.problems(architecture, samples);
    List<Problem> faults = texts.isEmpty() ? architecture.problems(samples) : texts;
    return faults.stream().map(fault -> fault.under("architecture")).toList();
  }
}
