package org.normlab.norm;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.torch.AfterUpdate;
import org.normlab.torch.Graph;
import org.normlab.torch.KernelRun;
import org.normlab.torch.KernelRun.Called;
import org.normlab.torch.Tensor;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** One site of a method, alone: its output, gradients and state for given numbers. */
final class SiteRun {
  private final Normalization method;
  private final Site site;
  private final int replicas;
  private final @Nullable Integer microBatch;
  private final boolean training;
  private final DataType format;

  /** Numbers by name; matrices in their form. */
  record Passed(
      double[] output,
      double[] inputGradient,
      Map<String, double[]> gradients,
      Map<String, double[]> states) {}

  SiteRun(Normalization method, Axes axes, int channels, int replicas) {
    this(method, site(axes, channels), replicas, null, true, DataType.FLOAT64);
  }

  private SiteRun(
      Normalization method,
      Site site,
      int replicas,
      @Nullable Integer microBatch,
      boolean training,
      DataType format) {
    this.method = method;
    this.site = site;
    this.replicas = replicas;
    this.microBatch = microBatch;
    this.training = training;
    this.format = format;
  }

  static final int HEIGHT = 5;
  static final int WIDTH = 4;
  static final int TOKENS = 5;

  static Site site(Axes axes, int channels) {
    int positions =
        switch (axes) {
          case IMAGE -> HEIGHT * WIDTH;
          case TOKENS -> TOKENS;
          case DENSE, RECURRENT -> 1;
        };
    return new Site("s", channels, axes, positions, null);
  }

  SiteRun micro(int samples) {
    return new SiteRun(method, site, replicas, samples, training, format);
  }

  SiteRun evaluation() {
    return new SiteRun(method, site, replicas, microBatch, false, format);
  }

  SiteRun inFloats() {
    return new SiteRun(method, site, replicas, microBatch, training, DataType.FLOAT32);
  }

  /** Numbers of one sample of all replicas. */
  int row() {
    return replicas * site.channels() * site.positions();
  }

  /** Whether the method is defined at the site. */
  boolean isDefined(int batch) {
    return method.problems(site, batch).isEmpty();
  }

  /** Parameters and states as they start, each replica the same. */
  Map<String, double[]> start() {
    Graph graph = new Graph(replicas, microBatch);
    method.normalize(graph, site, new Value("x"));
    Map<String, double[]> values = new LinkedHashMap<>();
    Random random = new Random(7);
    List<Variable> all = new ArrayList<>(graph.parameters());
    all.addAll(graph.states());
    for (Variable variable : all) {
      double[] numbers = new double[Math.toIntExact(variable.size()) * replicas];
      for (int i = 0; i < numbers.length; i++) {
        double drawn = random.nextGaussian();
        double deviation = variable.initial().deviation();
        numbers[i] = variable.initial().constant() + deviation * drawn;
      }
      values.put(variable.name(), numbers);
    }
    return values;
  }

  /** Output, gradients and states; numbers given by name stand for those of {@link #start}. */
  Passed pass(double[] x, double[] upstream, Map<String, double[]> given) {
    Map<String, double[]> values = start();
    values.putAll(given);
    Graph trained = new Graph(replicas, microBatch);
    Value y = method.normalize(trained, site, new Value("x"));
    Graph graph = trained;
    if (!training) {
      graph = trained.forEvaluation();
      y = method.normalize(graph, site, new Value("x"));
    }
    List<Tensor> parameters = tensors(graph.parameters(), values);
    List<Tensor> states = tensors(graph.states(), values);
    if (given.keySet().stream().noneMatch(name -> name.contains("running"))) {
      Called started = KernelRun.of(trained.startKernel()).with(parameters, states).call();
      parameters = started.after().get("p");
      states = started.after().get("s");
    }
    Called forward =
        KernelRun.of(graph.toKernel("forward", y))
            .with(
                parameters,
                states,
                tensor(x, shape(x.length)),
                Tensor.longs(new long[replicas], replicas),
                List.of(),
                List.of())
            .gradients(tensor(upstream, shape(x.length)), "x", "p");
    List<Tensor> gradients = forward.gradients().subList(1, forward.gradients().size());
    AfterUpdate update = (training ? trained : graph).afterUpdate();
    Called updated =
        KernelRun.of(update.kernel())
            .with(
                parameters,
                forward.after().get("s"),
                gradients,
                KernelRun.of(trained.afterUpdate().keepKernel()).with(parameters).call().results(),
                forward.after().get("notes"),
                rates())
            .call();
    return new Passed(
        forward.result().values(),
        forward.gradients().getFirst().values(),
        named(graph.parameters(), gradients),
        named(graph.states(), updated.after().get("s")));
  }

  /** All ones, as {@link AfterUpdate#rates} describes them. */
  private Tensor rates() {
    double[] ones = new double[5 * replicas];
    Arrays.fill(ones, 1);
    return Tensor.doubles(ones, 5, replicas);
  }

  private static Map<String, double[]> named(List<Variable> variables, List<Tensor> tensors) {
    Map<String, double[]> named = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      named.put(variables.get(i).name(), tensors.get(i).values());
    }
    return named;
  }

  private List<Tensor> tensors(List<Variable> variables, Map<String, double[]> values) {
    List<Tensor> tensors = new ArrayList<>();
    for (Variable variable : variables) {
      double[] numbers = values.get(variable.name());
      tensors.add(tensor(numbers, form(variable, numbers.length)));
    }
    return tensors;
  }

  private long[] form(Variable variable, int length) {
    if (variable.shape().size() != 2) {
      return new long[] {length};
    }
    long out = variable.shape().getFirst();
    long in = variable.shape().getLast();
    return replicas == 1 ? new long[] {in, out} : new long[] {replicas, in, out};
  }

  private Tensor tensor(double[] values, long[] shape) {
    return new Tensor(values, format, shape);
  }

  private long[] shape(int length) {
    long columns = (long) replicas * site.channels();
    return site.axes() == Axes.IMAGE
        ? new long[] {length / columns / HEIGHT / WIDTH, columns, HEIGHT, WIDTH}
        : new long[] {length / columns, columns};
  }
}
