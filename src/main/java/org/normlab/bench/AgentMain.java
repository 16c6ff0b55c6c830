package org.normlab.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.train.agent.AgentBench;

/**
 * {@code java -jar normlab.jar bench-agent ENVIRONMENT AGENT}: times agents that act and learn, and
 * prints one JSON line with the keys of the same measurement in other frameworks.
 */
public final class AgentMain {
  private static final TimingCommand COMMAND =
      new TimingCommand(
          "bench-agent", AgentOptions.USAGE, arguments -> measure(AgentOptions.read(arguments)));

  private AgentMain() {}

  /** Runs the command and ends the process: 0 done, 1 the measurement failed, 2 bad arguments. */
  public static void main(List<String> arguments) {
    COMMAND.runAndExit(arguments);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    return COMMAND.run(arguments, out, err);
  }

  private static Map<String, Object> measure(AgentOptions options) {
    AgentBench.Figures figures =
        AgentBench.measure(
            options.spec(),
            options.number("--threads"),
            options.text("--device"),
            options.number("--warmup"),
            options.number("--steps"));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("peer", "normlab");
    line.put("environment", options.environment().word());
    line.put("agent", options.learner().word());
    line.put("norm", options.text("--norm"));
    line.put("envs", options.number("--environments"));
    if (options.learner() == AgentOptions.Learner.DQN) {
      line.put("every", options.number("--every"));
    } else {
      line.put("rollout", options.number("--rollout"));
      line.put("epochs", options.number("--epochs"));
      line.put("minibatches", options.number("--minibatches"));
    }
    line.put("batch", options.samplesPerUpdate());
    line.put("seeds", options.number("--seeds"));
    line.put("threads", options.number("--threads"));
    line.put("device", options.text("--device"));
    rates(line, figures, options);
    return line;
  }

  private static void rates(
      Map<String, Object> line, AgentBench.Figures figures, AgentOptions options) {
    double updates = figures.updates();
    line.put("envStepsPerSecond", rounded(figures.steps() / figures.seconds()));
    line.put("updatesPerSecond", rounded(updates / figures.seconds()));
    line.put("samplesPerSecond", rounded(updates * options.samplesPerUpdate() / figures.seconds()));
    line.put("seconds", rounded(figures.seconds()));
    line.put("cpuSeconds", rounded(figures.cpuSeconds()));
    line.put("envStepsPerCpuSecond", rounded(figures.steps() / figures.cpuSeconds()));
    line.put("updatesPerCpuSecond", rounded(updates / figures.cpuSeconds()));
    if (options.learner() == AgentOptions.Learner.DQN) {
      // Of a policy, quiet sweeps are those without updates.
      line.put("quietUpdatesPerSecond", rounded(updates / figures.quietSeconds()));
    }
    line.put("meanReturn", figures.returned());
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
