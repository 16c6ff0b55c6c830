package org.normlab.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.normlab.environment.KnownEnvironment;
import org.normlab.setting.Problem;
import org.normlab.train.ControlSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.json.UnreadableJson;

/** Describes which agent to time in which environment, and how long. */
record AgentOptions(KnownEnvironment environment, Learner learner, CommandOptions given) {
  /** Names an agent, which has options of its own. */
  enum Learner {
    DQN,
    PPO;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Learner read(String word) {
      return Arrays.stream(values())
          .filter(learner -> learner.word().equals(word))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("AGENT must be dqn or ppo; received " + word));
    }

    private Map<String, String> defaults() {
      Map<String, String> all = new HashMap<>(SHARED);
      all.putAll(
          switch (this) {
            case DQN -> Map.of("--every", "4", "--batch", "32", "--replay", "100000");
            case PPO -> Map.of("--rollout", "128", "--epochs", "4", "--minibatches", "4");
          });
      return all;
    }
  }

  /** The networks and the optimizer of the published settings for MinAtar and classic control. */
  private static final String CONVNET =
      "{\"type\":\"convnet\",\"channels\":[16],\"dense\":128,\"padding\":\"none\"}";

  private static final String MLP = "{\"type\":\"mlp\",\"hidden\":[64,64]}";

  static final String USAGE =
      """
      usage: bench-agent ENVIRONMENT AGENT [options]

        ENVIRONMENT       %s; %s may be left out
        AGENT             dqn, ppo
        --steps N         timed environment steps of each seed [20000]
        --warmup N        steps before them, not timed [4000]
        --seeds N         runs, all fused and counted [1]
        --environments N  of each seed [16]
        --every N         dqn: environment steps an update [4]
        --batch N         dqn: transitions an update [32]
        --replay N        dqn: transitions kept of each seed [100000]
        --rollout N       ppo: steps of an environment that updates learn from [128]
        --epochs N        ppo: passes over these [4]
        --minibatches N   ppo: updates of a pass [4]
        --norm NORM       a normalization with its defaults [none]
        --threads N       of the processor [1]
        --device D        cpu or gpu:n [cpu]

      Prints one line of JSON. The network is a convolution of 16 channels and 128 units for
      MinAtar, and two layers of 64 units for classic control.
      exit code: 0 done, 1 the measurement failed, 2 bad arguments
      """
          .formatted(String.join(", ", KnownEnvironment.words()), EnvironmentOptions.GRID);

  private static final int MOST = 1_000_000_000;

  private static final Map<String, String> SHARED =
      Map.ofEntries(
          Map.entry("--steps", "20000"),
          Map.entry("--warmup", "4000"),
          Map.entry("--seeds", "1"),
          Map.entry("--environments", "16"),
          Map.entry("--norm", "none"),
          Map.entry("--threads", "1"),
          Map.entry("--device", "cpu"));

  /** Reads the command line; a fault is thrown with a sentence for the user. */
  static AgentOptions read(List<String> arguments) {
    if (arguments.size() < 2
        || arguments.subList(0, 2).stream().anyMatch(a -> a.startsWith("--"))) {
      throw new IllegalArgumentException("an environment and an agent come first; see --help");
    }
    Learner learner = Learner.read(arguments.get(1));
    AgentOptions options =
        new AgentOptions(
            EnvironmentOptions.environment("ENVIRONMENT", arguments.getFirst()),
            learner,
            CommandOptions.read(arguments.subList(2, arguments.size()), learner.defaults()));
    options.check();
    return options;
  }

  private void check() {
    given.values().keySet().stream()
        .filter(option -> !option.equals("--norm") && !option.equals("--device"))
        .forEach(this::number);
    if (learner == Learner.DQN
        && (number("--replay") % number("--environments") != 0
            || number("--replay") < number("--batch") + 2 * number("--environments"))) {
      throw new IllegalArgumentException(
          "--replay wants a multiple of --environments, %s, above a batch and two sweeps; received %s"
              .formatted(text("--environments"), text("--replay")));
    }
    if (!text("--device").matches("cpu|gpu:\\d{1,3}")) {
      throw new IllegalArgumentException(
          "--device wants cpu or gpu:n; received " + text("--device"));
    }
  }

  String text(String option) {
    return given.text(option);
  }

  int number(String option) {
    return given.number(option, option.equals("--warmup") ? 0 : 1, MOST);
  }

  /** Returns how many samples an update learns from. */
  int samplesPerUpdate() {
    return switch (learner) {
      case DQN -> number("--batch");
      case PPO -> number("--environments") * number("--rollout") / number("--minibatches");
    };
  }

  private String agent() {
    return switch (learner) {
      case DQN ->
          "{\"type\": \"dqn\", \"replay\": %d, \"batchSize\": %d, \"every\": %d}"
              .formatted(number("--replay"), number("--batch"), number("--every"));
      case PPO ->
          "{\"type\": \"ppo\", \"rollout\": %d, \"epochs\": %d, \"minibatches\": %d}"
              .formatted(number("--rollout"), number("--epochs"), number("--minibatches"));
    };
  }

  /** Returns the job that is timed, with the published settings where no option says otherwise. */
  ControlSpec spec() {
    if (!text("--norm").matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("--norm names a method; received " + text("--norm"));
    }
    String job =
        """
        {"architecture": %s, "normalization": {"type": "%s"},
         "environment": {"name": "%s", "environments": %d},
         "agent": %s,
         "steps": %d, "seeds": %s}
        """
            .formatted(
                environment.isGrid() ? CONVNET : MLP,
                text("--norm"),
                environment.word(),
                number("--environments"),
                agent(),
                (long) number("--warmup") + number("--steps"),
                LongStream.range(0, number("--seeds")).boxed().toList());
    try {
      JobJson.Read read = JobJson.read(job);
      if (read.job() != null && read.job().training() instanceof ControlSpec control) {
        return control;
      }
      throw new IllegalArgumentException(
          read.problems().stream().map(Problem::detail).findFirst().orElse(""));
    } catch (UnreadableJson e) {
      throw new IllegalStateException(job, e);
    }
  }
}
