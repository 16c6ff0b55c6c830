package org.normlab.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.environment.Environments;
import org.normlab.environment.GameSettings;
import org.normlab.environment.Observations;
import org.normlab.torch.Seeds;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar normlab.jar bench-environment NAME}: times an environment under random actions
 * on one thread and prints one JSON line. Timed are steps, restarts and the observation of each
 * step.
 */
public final class EnvironmentMain {
  private static final int BAD_ARGUMENTS = 2;

  private final Environments environments;
  private final Observations observations;
  private final boolean grid;
  private final byte[] bits;
  private final float[] numbers;
  private final long stream;
  private long drawn;
  private long episodes;
  private long returned;
  private long length;

  private EnvironmentMain(GameSettings settings, int places, long seed) {
    environments = new Environments(settings, new long[] {seed}, places, 0);
    observations = environments.observations();
    grid = settings.environment().isGrid();
    int size = places * observations.size();
    bits = new byte[grid ? size : 0];
    numbers = new float[grid ? 0 : size];
    stream = Seeds.stream(seed, "random actions", 0);
  }

  /** Runs the command and ends the process: 0 done, 2 bad arguments. */
  public static void main(List<String> arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(EnvironmentOptions.USAGE);
      return 0;
    }
    try {
      Map<String, Object> line = measure(EnvironmentOptions.read(arguments));
      out.println(JsonMapper.shared().writeValueAsString(line));
      return 0;
    } catch (IllegalArgumentException e) {
      err.println("bench-environment: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
  }

  private static Map<String, Object> measure(EnvironmentOptions options) {
    GameSettings settings = GameSettings.of(options.environment());
    EnvironmentMain play = new EnvironmentMain(settings, options.environments(), options.seed());
    play.sweeps(options.warmup() / options.environments());
    play.forget();
    int sweeps = Math.max(1, options.steps() / options.environments());
    long start = System.nanoTime();
    play.sweeps(sweeps);
    double seconds = (System.nanoTime() - start) / 1e9;
    long steps = (long) sweeps * options.environments();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("peer", "normlab");
    line.put("environment", options.environment().word());
    line.put("environments", options.environments());
    line.put("threads", 1);
    line.put("steps", steps);
    line.put("envStepsPerSecond", Math.round(steps / seconds));
    line.put("nanosecondsPerStep", Math.round(1e10 * seconds / steps) / 10.0);
    line.put("episodes", play.episodes);
    line.put("meanReturn", (double) play.returned / play.episodes);
    line.put("meanLength", (double) play.length / play.episodes);
    return line;
  }

  private void forget() {
    episodes = 0;
    returned = 0;
    length = 0;
  }

  private void sweeps(int count) {
    for (int sweep = 0; sweep < count; sweep++) {
      for (int place = 0; place < environments.places(); place++) {
        step(place);
      }
    }
  }

  private void step(int place) {
    long random = Seeds.at(stream, drawn++) >>> 32;
    environments.step(place, (int) ((random * environments.actions()) >>> 32));
    if (environments.ended(place)) {
      episodes++;
      returned += environments.returned(place);
      length += environments.length(place);
    }
    if (grid) {
      observations.pack(place, bits, place * observations.size());
    } else {
      observations.write(place, numbers, place * observations.size());
    }
  }
}
