package org.normlab.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.normlab.data.DataSet;
import org.normlab.data.DataShape;
import org.normlab.norm.Normalization;
import org.normlab.setting.Problem;
import org.normlab.torch.Precision;
import org.normlab.train.SupervisedSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.json.UnreadableJson;

/**
 * Describes what to time.
 *
 * @param spec the training that the other options describe
 */
record BenchOptions(
    BenchNet net,
    String norm,
    int batch,
    int steps,
    int warmup,
    int threads,
    int seeds,
    String device,
    SupervisedSpec spec) {

  static final String USAGE =
      """
      usage: bench NET NORM [options]

        NET          %s
        NORM         %s
        --batch N    samples an update [128]
        --steps N    timed steps of each seed [60]
        --warmup N   steps before them, not timed [10]
        --threads N  of the processor [1]
        --seeds N    runs, all counted in samplesPerSecond [1]
        --fuse W     runs in a group, or auto: the fastest measured [auto]
        --device D   cpu or gpu:n [cpu]
        --precision P  float32, bfloat16, float16 or float16-all [float32]
        --style S    fused [fused], or tuned or idiomatic, which scripts ask of other frameworks;
                     the steps are the same

      Prints one line of JSON. Timed is what a job does in a step, gathering its batch included.
      exit code: 0 done, 1 the measurement failed, 2 bad arguments
      """
          .formatted(
              BenchNet.ALL.stream()
                  .map(net -> net.name() + " (" + net.summary() + ")")
                  .collect(Collectors.joining(", ")),
              norms());

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--batch", "128",
          "--steps", "60",
          "--warmup", "10",
          "--threads", "1",
          "--seeds", "1",
          "--fuse", "auto",
          "--style", "fused",
          "--precision", "float32",
          "--device", "cpu");

  private static final List<String> STYLES = List.of("fused", "tuned", "idiomatic");

  /** The mean over no steps would be no figure, and the widest pass has 1024 runs. */
  private static final int MOST = 1_000_000;

  private static String norms() {
    return JobJson.variants(Normalization.class).stream()
        .map(JobJson.Variant::type)
        .collect(Collectors.joining(", "));
  }

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  static BenchOptions read(List<String> arguments) {
    if (arguments.size() < 2
        || arguments.get(0).startsWith("-")
        || arguments.get(1).startsWith("-")) {
      throw new IllegalArgumentException("a network and a normalization come first; see --help");
    }
    CommandOptions given = CommandOptions.read(arguments.subList(2, arguments.size()), DEFAULTS);
    style(given.text("--style"));
    BenchNet net = net(arguments.get(0));
    String norm = arguments.get(1);
    int batch = given.number("--batch", 1, MOST);
    int seeds = given.number("--seeds", 1, MOST);
    return new BenchOptions(
        net,
        norm,
        batch,
        given.number("--steps", 1, MOST),
        given.number("--warmup", 0, MOST),
        given.number("--threads", 1, MOST),
        seeds,
        device(given.text("--device")),
        spec(net, norm, batch, seeds, given.text("--fuse"), given.text("--precision")));
  }

  private static BenchNet net(String name) {
    return BenchNet.ALL.stream()
        .filter(net -> net.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "NET must be one of %s; received %s"
                        .formatted(BenchNet.ALL.stream().map(BenchNet::name).toList(), name)));
  }

  private static String device(String text) {
    if (text.matches("cpu|gpu:\\d{1,3}")) {
      return text;
    }
    throw new IllegalArgumentException("--device wants cpu or gpu:n; received " + text);
  }

  private static void style(String text) {
    if (!STYLES.contains(text)) {
      throw new IllegalArgumentException(
          "--style wants one of %s; received %s".formatted(STYLES, text));
    }
  }

  private static SupervisedSpec spec(
      BenchNet net, String norm, int batch, int seeds, String fuse, String precision) {
    if (!norm.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "NORM must be one of %s; received %s".formatted(norms(), norm));
    }
    if (!fuse.matches("auto|[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException("--fuse wants auto or 1 to 1024; received " + fuse);
    }
    precision(precision);
    String job =
        """
        {"architecture": %s, "normalization": {"type": "%s"}, "data": {"generated": "gaussians"},
         "optimizer": {"type": "sgd", "learningRate": 0.05, "momentum": 0.9, "schedule": {"type": "constant"}},
         "batchSize": %d, "seeds": %s, "fuse": %s, "precision": "%s"}
        """
            .formatted(
                net.architecture(),
                norm,
                batch,
                LongStream.range(0, seeds).boxed().toList(),
                fuse.equals("auto") ? "\"auto\"" : fuse,
                precision);
    return checked(job, net, batch);
  }

  private static void precision(String text) {
    if (Arrays.stream(Precision.values()).noneMatch(p -> p.toString().equals(text))) {
      throw new IllegalArgumentException(
          "--precision wants one of %s; received %s"
              .formatted(Arrays.toString(Precision.values()), text));
    }
  }

  private static SupervisedSpec checked(String job, BenchNet net, int batch) {
    DataShape outline = net.outline(batch);
    try {
      JobJson.Read read = JobJson.read(job).checked(j -> supervised(j).problems(outline));
      if (read.job() != null) {
        return supervised(read.job());
      }
      throw new IllegalArgumentException(
          read.problems().stream().map(Problem::detail).findFirst().orElse(""));
    } catch (UnreadableJson e) {
      throw new IllegalStateException(job, e);
    }
  }

  private static SupervisedSpec supervised(JobSpec job) {
    return (SupervisedSpec) job.training();
  }

  DataSet samples() {
    return net.samples(batch);
  }
}
