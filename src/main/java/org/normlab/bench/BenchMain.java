package org.normlab.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.data.file.DataHome;
import org.normlab.train.TrainingContext;
import org.normlab.train.loop.Bench;

/**
 * {@code java -jar normlab.jar bench NET NORM}: times training steps and prints one JSON line, with
 * the keys of the same measurement in other frameworks.
 */
public final class BenchMain {
  private static final TimingCommand COMMAND =
      new TimingCommand(
          "bench", BenchOptions.USAGE, arguments -> measure(BenchOptions.read(arguments)));
  private static final Duration NEVER = Duration.ofDays(1000);

  private BenchMain() {}

  /** Runs the command and ends the process: 0 done, 1 the measurement failed, 2 bad arguments. */
  public static void main(List<String> arguments) {
    COMMAND.runAndExit(arguments);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    return COMMAND.run(arguments, out, err);
  }

  private static Map<String, Object> measure(BenchOptions options) {
    TrainingContext place =
        new TrainingContext(
            new DataHome(Path.of("."), false),
            Path.of("."),
            0,
            List.of(),
            null,
            null,
            options.threads(),
            options.device(),
            NEVER,
            System::nanoTime);
    Bench.Figures figures =
        Bench.measure(options.spec(), options.samples(), place, options.warmup(), options.steps());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("peer", "normlab");
    line.put("net", options.net().name());
    line.put("norm", options.norm());
    line.put("batch", options.batch());
    line.put("threads", options.threads());
    line.put("seeds", options.seeds());
    line.put("style", "fused");
    line.put("device", options.device());
    line.put("precision", options.spec().precision());
    line.put("steps", options.steps());
    line.put("samplesPerSecond", rounded(figures.samplesPerSecond(), 10));
    line.put("millisecondsPerStep", rounded(1000 / figures.stepsPerSecond(), 1000));
    line.put("stepsPerSecond", rounded(figures.stepsPerSecond(), 10));
    line.put("fuse", figures.width());
    line.put("loss", figures.loss());
    return line;
  }

  private static double rounded(double value, double unit) {
    return Math.round(value * unit) / unit;
  }
}
