package org.normlab.norm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Program;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** One site of a method, alone: its output, gradients and state for given numbers. */
final class SiteRun {
  private static final String METHODS =
      """
      def start(self: __torch__.M, p: List[Tensor], s: List[Tensor]) -> Tensor:
        torch.set_grad_enabled(False)
        __torch__.at_start(p, s)
        return p[0]

      def run(self: __torch__.M, p: List[Tensor], s: List[Tensor], x: Tensor, upstream: Tensor, seeds: Tensor) -> List[Tensor]:
        torch.set_grad_enabled(True)
        leaves = [q.detach().requires_grad_(True) for q in p]
        input = x.detach().requires_grad_(True)
        terms = annotate(List[Tensor], [])
        notes = annotate(List[Tensor], [])
        y = __torch__.forward(leaves, s, input, seeds, terms, notes)
        total = (y * upstream).sum()
        for term in terms:
          total = total + term.sum()
        found = torch.grad([total], [input] + leaves, None, False, False, True)
        torch.set_grad_enabled(False)
        g: List[Tensor] = []
        for i in range(len(found)):
          f = found[i]
          g.append(f if f is not None else torch.zeros_like(([x] + p)[i]))
        before = __torch__.kept_before(p)
        __torch__.after_update(p, s, g[1:], before, notes, torch.ones([4, seeds.numel()], dtype=7))
        return [y.detach().contiguous(), g[0].contiguous()] + [t.contiguous() for t in g[1:]]
      """;

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

  private static Site site(Axes axes, int channels) {
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
    try (Torch torch = Torch.open("cpu", 1);
        Program program =
            torch.compile(
                "test",
                METHODS,
                List.of(
                    trained.startKernel(),
                    trained.afterUpdate().keepKernel(),
                    (training ? trained : graph).afterUpdate().kernel(),
                    graph.toKernel("forward", y)));
        NDManager scope = torch.scope()) {
      List<NDArray> parameters = arrays(scope, graph.parameters(), values);
      List<NDArray> states = arrays(scope, graph.states(), values);
      if (given.keySet().stream().noneMatch(name -> name.contains("running"))) {
        program.call(
            scope, "start", new Program.Arguments().list("p", parameters).list("s", states));
      }
      NDList results =
          program.call(
              scope,
              "run",
              new Program.Arguments()
                  .list("p", parameters)
                  .list("s", states)
                  .tensor(array(scope, x, shape(x.length)))
                  .tensor(array(scope, upstream, shape(x.length)))
                  .tensor(scope.create(new long[replicas])));
      return read(results, graph, states);
    }
  }

  private static Passed read(NDList results, Graph graph, List<NDArray> states) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (int i = 0; i < graph.parameters().size(); i++) {
      gradients.put(graph.parameters().get(i).name(), doubles(results.get(i + 2)));
    }
    Map<String, double[]> after = new LinkedHashMap<>();
    for (int i = 0; i < graph.states().size(); i++) {
      after.put(graph.states().get(i).name(), doubles(states.get(i)));
    }
    return new Passed(doubles(results.get(0)), doubles(results.get(1)), gradients, after);
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private List<NDArray> arrays(
      NDManager scope, List<Variable> variables, Map<String, double[]> values) {
    List<NDArray> arrays = new ArrayList<>();
    for (Variable variable : variables) {
      double[] numbers = values.get(variable.name());
      arrays.add(array(scope, numbers, form(variable, numbers.length)));
    }
    if (arrays.isEmpty()) {
      arrays.add(array(scope, new double[1], new long[] {1}));
    }
    return arrays;
  }

  private long[] form(Variable variable, int length) {
    if (variable.shape().size() != 2) {
      return new long[] {length};
    }
    long out = variable.shape().getFirst();
    long in = variable.shape().getLast();
    return replicas == 1 ? new long[] {in, out} : new long[] {replicas, in, out};
  }

  private NDArray array(NDManager scope, double[] values, long[] shape) {
    return scope.create(values, new Shape(shape)).toType(format, false);
  }

  private long[] shape(int length) {
    long columns = (long) replicas * site.channels();
    return site.axes() == Axes.IMAGE
        ? new long[] {length / columns / HEIGHT / WIDTH, columns, HEIGHT, WIDTH}
        : new long[] {length / columns, columns};
  }
}
