package org.normlab.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Unused;
import org.normlab.setting.Words;

/** Describes what a job's agents act in. */
public record EnvironmentSpec(
    EnvironmentSource source,
    @Setting(
            value =
                "probability that a step executes the action of the step before again [0.1 of"
                    + " MinAtar; 0 of classic control]",
            preset = "null",
            min = 0,
            max = 1)
        @Nullable Double sticky,
    @Setting(
            value = "whether asterix, seaquest and space-invaders get harder while they are played",
            preset = "true")
        boolean ramping,
    @Setting(
            value = "full: all six actions of MinAtar; minimal: those that mean something",
            preset = "\"full\"")
        ActionSet actions,
    @Setting(
            value =
                "steps after which an episode is truncated [500 of cartpole and acrobot, 200 of"
                    + " mountain-car; none of MinAtar]",
            preset = "null",
            min = 1,
            max = 1_000_000)
        @Nullable Integer stepLimit,
    @Setting(
            value = "factor on rewards that agents learn from; returns are reported without it",
            preset = "1",
            above = 0)
        double rewardScale,
    @Setting(
            value = "bound on the size of scaled rewards that agents learn from",
            preset = "null",
            above = 0)
        @Nullable Double rewardClip,
    @Setting(
            value = "environments in which each run acts at once",
            preset = "8",
            min = 1,
            max = 1024)
        int environments)
    implements Checked {

  /** Fills in the default that depends on the environment, so that a job reads as it will run. */
  public EnvironmentSpec {
    if (sticky == null) {
      sticky = source.known().stream().mapToDouble(KnownEnvironment::sticky).max().orElse(0);
    }
  }

  /** Returns {@code sticky}, which is never null once the record is made. */
  public double repeats() {
    return Objects.requireNonNull(sticky);
  }

  /** Returns the environments in the order in which they are played, each cycle of a sequence. */
  public List<GameSettings> visits() {
    return IntStream.range(0, source.cycles())
        .boxed()
        .flatMap(_ -> source.known().stream())
        .map(this::settings)
        .toList();
  }

  private GameSettings settings(KnownEnvironment one) {
    int limit = stepLimit == null ? one.stepLimit().orElse(0) : stepLimit;
    return new GameSettings(one, repeats(), ramping, actions, limit, channels());
  }

  /** The channels, or numbers, of an observation: as many as the environment with most has. */
  private int channels() {
    return source.known().stream().mapToInt(one -> one.observed().size()).max().orElse(0);
  }

  /** Returns the reward that agents learn from. */
  public double learned(double reward) {
    double scaled = rewardScale * reward;
    return rewardClip == null ? scaled : Math.clamp(scaled, -rewardClip, rewardClip);
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    List<KnownEnvironment> known = source.known();
    if (known.size() < source.words().size()) {
      return faults;
    }
    List<KnownEnvironment> distinct = known.stream().distinct().toList();
    if (actions == ActionSet.MINIMAL && sets(distinct).count() > 1) {
      faults.add(
          new Problem(
              "/actions",
              "minimal needs environments with the same actions; received "
                  + Words.all(distinct.stream().map(EnvironmentSpec::shown).toList())));
    }
    if (known.stream().noneMatch(KnownEnvironment::ramps)) {
      faults.addAll(
          Unused.problems(
              this,
              "ramping",
              "only asterix, seaquest and space-invaders get harder while they are played"));
    }
    return faults;
  }

  private static Stream<List<Integer>> sets(List<KnownEnvironment> environments) {
    return environments.stream().map(KnownEnvironment::minimalActions).distinct();
  }

  private static String shown(KnownEnvironment one) {
    return one.word() + " " + one.minimalActions();
  }
}
