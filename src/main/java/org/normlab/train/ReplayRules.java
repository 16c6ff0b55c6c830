package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.setting.Problem;

/**
 * Describes whether what an agent learns from fits its environments. Pointers are relative to the
 * job.
 */
final class ReplayRules {
  /** The most bytes of one array, with room for what a checkpoint keeps beside them. */
  private static final long MOST = Integer.MAX_VALUE - (1 << 20);

  /** Bytes of a step on the host: reward, terminated, truncated. */
  private static final long PLAYED = 12;

  private ReplayRules() {}

  static List<Problem> problems(ControlSpec spec) {
    int environments = spec.environment().environments();
    return switch (spec.agent()) {
      case Dqn dqn -> {
        List<Problem> faults = new ArrayList<>(replay(dqn, environments));
        long kept = AgentMemory.OUTCOME * (dqn.replay() + environments);
        faults.addAll(tooMuch(spec, "/agent/replay", kept, dqn.replay()));
        yield faults;
      }
      case Ppo ppo -> {
        List<Problem> faults = new ArrayList<>(rollout(ppo, environments));
        long played = ppo.firstUpdate(environments) * Math.max(PLAYED, ppo.epochs());
        faults.addAll(tooMuch(spec, "/agent/rollout", played, ppo.rollout()));
        yield faults;
      }
    };
  }

  /** Refuses what no array holds, so that no checkpoint of a group of runs could be written. */
  private static List<Problem> tooMuch(ControlSpec spec, String pointer, long bytes, int received) {
    int width = spec.groupWidth();
    return bytes * width <= MOST
        ? List.of()
        : List.of(
            new Problem(
                pointer,
                "a group of %d runs would need an array of %,d entries, and %,d are allowed: choose a smaller %s or a smaller fuse; received %,d"
                    .formatted(
                        width,
                        bytes * width,
                        MOST,
                        pointer.substring(pointer.lastIndexOf('/') + 1),
                        received)));
  }

  private static List<Problem> replay(Dqn agent, int environments) {
    List<Problem> faults = new ArrayList<>();
    int least = agent.batchSize() + agent.steps() + environments;
    if (agent.replay() < least) {
      faults.add(
          new Problem(
              "/agent/replay",
              "replay must be at least %,d, batchSize, steps and environments together; received %,d"
                  .formatted(least, agent.replay())));
    }
    int rows = agent.replay() / environments;
    if (agent.steps() >= rows) {
      faults.add(
          new Problem(
              "/agent/steps",
              "steps must be below the %,d steps of each environment that the replay keeps; received %,d"
                  .formatted(rows, agent.steps())));
    }
    if (agent.replay() % environments != 0) {
      faults.add(
          new Problem(
              "/environment/environments",
              "environments must divide agent.replay, %,d; received %,d"
                  .formatted(agent.replay(), environments)));
    }
    return faults;
  }

  private static List<Problem> rollout(Ppo agent, int environments) {
    long samples = agent.firstUpdate(environments);
    String fault = null;
    if (samples % agent.minibatches() != 0) {
      fault =
          "minibatches must divide the %,d steps that are learned from, rollout times environments;"
              + " received %,d";
    } else if (samples < 2L * agent.minibatches()) {
      fault =
          "minibatches of the %,d steps that are learned from, rollout times environments, must"
              + " have 2 or more each, whose advantages are standardized; received %,d minibatches";
    }
    return fault == null
        ? List.of()
        : List.of(new Problem("/agent/minibatches", fault.formatted(samples, agent.minibatches())));
  }
}
