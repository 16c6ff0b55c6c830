package org.normlab.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normlab.net.Network;
import org.normlab.net.layer.Samples;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;

/**
 * The forward pass of training, with weights and inputs that are functions of their place, as
 * {@code networks/make_networks.py} describes them.
 */
record ForwardPass(SupervisedSpec spec, Samples samples, int replicas) {
  private static final Kernel LOGITS =
      new Kernel(
          """
          def logits(p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor) -> Tensor:
            pf = __torch__.parameter_forms(p)
            terms = annotate(List[Tensor], [])
            return __torch__.forward_training(pf, __torch__.state_forms(s), x, seeds, terms, terms)
          """);

  private static final Kernel FORMATS =
      new Kernel(
          """
          def formats(p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor) -> Tensor:
            pf = __torch__.parameter_forms(p)
            terms = annotate(List[Tensor], [])
            seen = annotate(List[Tensor], [])
            y = __torch__.forward_training(pf, __torch__.state_forms(s), x, seeds, terms, seen)
            types = [t.dtype for t in seen + [y]]
            return torch.tensor(types, dtype=4)
          """);

  /** A line that calls a kernel: its result, the kernel's name, its first argument. */
  private static final Pattern CALL =
      Pattern.compile(" *(v\\d+) = __torch__\\.(\\w+)\\(((?:[^,()]|\\([^()]*\\))+),.*");

  private static final int INPUT = 99;

  /** In [0, 1). */
  private static double number(int n, int i) {
    double value = 43758.5453 * Math.sin(12.9898 * n + 78.233 * i);
    return value - Math.floor(value);
  }

  /** Inputs of a replica, {@code [count]}; tokens where the samples are text. */
  float[] input(int replica, int count) {
    float[] input = new float[count];
    for (int i = 0; i < count; i++) {
      double u = number(INPUT + 100 * replica, i);
      input[i] = (float) (samples.areText() ? Math.floor(u * samples.classes()) : 2 * u - 1);
    }
    return input;
  }

  /**
   * @param inputs of each replica, {@code [B, sample]}
   * @return logits of each replica, {@code [rows, classes]}
   */
  float[][] logits(List<float[]> inputs) {
    Network network = network();
    return perReplica(run(LOGITS, network, network.training(), inputs).toFloats());
  }

  /**
   * The types of what each line of the forward pass takes first and of what it gives, then the type
   * of the logits: {@code cast float32>bfloat16}. Lines must take and give one tensor.
   */
  List<String> formats(List<float[]> inputs) {
    Network network = network();
    List<String> lines = new ArrayList<>();
    StringBuilder traced = new StringBuilder();
    for (String line : network.training().source().lines().toList()) {
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        lines.add(call.group(2));
        traced.append("  notes.append(%s)\n%s\n".formatted(call.group(3), line));
        traced.append("  notes.append(%s)\n".formatted(call.group(1)));
      } else {
        traced.append(line).append('\n');
      }
    }
    Kernel forward = new Kernel(traced.toString(), network.training().needs());
    long[] types = run(FORMATS, network, forward, inputs).toLongs();
    List<String> formats = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      formats.add("%s %s>%s".formatted(lines.get(i), name(types[2 * i]), name(types[2 * i + 1])));
    }
    formats.add("logits " + name(types[2 * lines.size()]));
    return formats;
  }

  private static String name(long type) {
    return switch ((int) type) {
      case 4 -> "int64";
      case 5 -> "float16";
      case 6 -> "float32";
      case 15 -> "bfloat16";
      default -> "type " + type;
    };
  }

  private Network network() {
    return Network.of(
        spec.architecture(), spec.normalization(), samples, replicas, null, spec.format());
  }

  private Tensor run(Kernel kernel, Network network, Kernel forward, List<float[]> inputs) {
    KernelRun run =
        KernelRun.of(
            kernel,
            forward,
            Variable.forms("parameter_forms", network.parameters(), replicas),
            Variable.forms("state_forms", network.states(), replicas));
    try (Torch torch = Torch.open("cpu", 1)) {
      return run.with(
              Tensor.of(parameters(network, torch)),
              Tensor.of(states(network, torch)),
              Tensor.of(batch(inputs, torch)),
              Tensor.longs(new long[replicas], replicas))
          .result();
    }
  }

  private List<NDArray> parameters(Network network, Torch torch) {
    List<String> names = network.parameters().stream().map(Variable::name).sorted().toList();
    List<NDArray> arrays = new ArrayList<>();
    for (Variable variable : network.parameters()) {
      int size = Math.toIntExact(variable.size());
      float[] values = new float[replicas * size];
      for (int i = 0; i < values.length; i++) {
        int n = names.indexOf(variable.name()) + 100 * (i / size);
        values[i] = (float) weight(variable, number(n, i % size));
      }
      arrays.add(torch.floats(values, shape(variable)));
    }
    return arrays;
  }

  private static double weight(Variable variable, double u) {
    if (variable.name().endsWith("gamma")) {
      return 0.5 + u;
    }
    return 1.2 * (u - 0.5) / Math.sqrt((double) variable.size() / variable.shape().getFirst());
  }

  private long[] shape(Variable variable) {
    long[] shape = new long[variable.shape().size() + 1];
    Arrays.setAll(shape, i -> i == 0 ? replicas : variable.shape().get(i - 1));
    return shape;
  }

  private List<NDArray> states(Network network, Torch torch) {
    List<NDArray> arrays = new ArrayList<>();
    for (Variable variable : network.states()) {
      arrays.add(torch.variable(variable, Collections.nCopies(replicas, 0L)));
    }
    return arrays;
  }

  private NDArray batch(List<float[]> inputs, Torch torch) {
    int size = samples.areText() ? 1 : samples.features();
    int rows = inputs.getFirst().length / size;
    float[] all = new float[replicas * rows * size];
    for (int row = 0; row < rows; row++) {
      for (int r = 0; r < replicas; r++) {
        System.arraycopy(inputs.get(r), row * size, all, (row * replicas + r) * size, size);
      }
    }
    if (samples.areText()) {
      long[] ids = new long[all.length];
      Arrays.setAll(ids, i -> (long) all[i]);
      return torch.longs(ids, rows, replicas);
    }
    if (!samples.areImages()) {
      return torch.floats(all, rows, (long) replicas * size);
    }
    List<Integer> shape = samples.shape();
    return torch.floats(all, rows, (long) replicas * shape.get(0), shape.get(1), shape.get(2));
  }

  private float[][] perReplica(float[] logits) {
    int classes = samples.classes();
    float[][] each = new float[replicas][logits.length / replicas];
    for (int i = 0; i < logits.length / classes; i++) {
      System.arraycopy(logits, i * classes, each[i % replicas], i / replicas * classes, classes);
    }
    return each;
  }
}
