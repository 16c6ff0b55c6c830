package org.normlab.metric;

import static org.normlab.statistics.Direction.HIGHER;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;

/** Defines what trainings of agents measure; points stand at environment steps of a run. */
public final class AgentMetrics {
  /** The beginning of the names of what is measured of one visit to an environment. */
  public static final String VISIT = "visit.";

  public static final String FINAL = ".final";
  public static final String AREA = ".area";

  public static final Metric RETURN =
      of(
          "return",
          "Return",
          HIGHER,
          "The mean return of the episodes that ended in the last window, without discount, scale"
              + " and clip; a window is a hundredth of the steps in an environment.",
          Appears.BOTH,
          Requirement.ENVIRONMENT);
  public static final Metric FINAL_RETURN =
      of(
          "return.final",
          "Final return",
          HIGHER,
          "The mean return of the episodes that ended in the last tenth of the steps, or, where"
              + " none did, in the last window that had one; of a sequence, the mean over its"
              + " visits.",
          Appears.SUMMARY,
          Requirement.ENVIRONMENT);
  public static final Metric AREA_RETURN =
      of(
          "return.area",
          "Return, area",
          HIGHER,
          "The mean over the steps of the return in the last window that had one: the area under"
              + " the curve by its length; of a sequence, the mean over its visits.",
          Appears.SUMMARY,
          Requirement.ENVIRONMENT);
  public static final Metric EPISODE_LENGTH =
      new Metric(
          "episode.length",
          "Episode length",
          "steps",
          null,
          "The mean length of the episodes that ended in the last window.",
          Appears.BOTH,
          Format.SIZE,
          List.of(Requirement.ENVIRONMENT));
  public static final Metric EXPLORATION =
      of(
          "exploration",
          "Exploration",
          null,
          "The probability of a random action in the last step.",
          Appears.BOTH,
          Requirement.EXPLORATION);
  public static final Metric STEPS_PER_SECOND =
      new Metric(
          "stepsPerSecond",
          "Env. steps/s",
          "steps/s",
          HIGHER,
          "The environment steps per second of all runs of the group together, learning included.",
          Appears.BOTH,
          Format.SIZE,
          List.of(Requirement.ENVIRONMENT));
  public static final Metric VISIT_FINAL =
      of(
          VISIT + "<visit>" + FINAL,
          "Final return, visit",
          HIGHER,
          "The final return in one visit to an environment, by the number of the visit and the"
              + " environment.",
          Appears.BOTH,
          Requirement.SEQUENCE);
  public static final Metric VISIT_AREA =
      of(
          VISIT + "<visit>" + AREA,
          "Return, area, visit",
          HIGHER,
          "The area under the curve of returns in one visit, by its length.",
          Appears.BOTH,
          Requirement.SEQUENCE);
  public static final Metric FIRST_CYCLE =
      of(
          "sequence.first",
          "First visits",
          HIGHER,
          "The mean over the environments of the final return in the first visit, where random"
              + " play is 0 and the published DQN at 5 million steps is 1.",
          Appears.SUMMARY,
          Requirement.SCORED_SEQUENCE);
  public static final Metric SECOND_CYCLE =
      of(
          "sequence.second",
          "Second visits",
          HIGHER,
          "The mean over the environments of the final return in the second visit, on the scale of"
              + " sequence.first.",
          Appears.SUMMARY,
          Requirement.SCORED_SEQUENCE,
          Requirement.SECOND_CYCLE);
  public static final Metric SECOND_MINUS_FIRST =
      of(
          "sequence.secondMinusFirst",
          "Second − first",
          HIGHER,
          "The difference of sequence.second and sequence.first.",
          Appears.SUMMARY,
          Requirement.SCORED_SEQUENCE,
          Requirement.SECOND_CYCLE);

  static final List<Metric> ALL =
      List.of(
          RETURN,
          FINAL_RETURN,
          AREA_RETURN,
          EPISODE_LENGTH,
          EXPLORATION,
          STEPS_PER_SECOND,
          VISIT_FINAL,
          VISIT_AREA,
          FIRST_CYCLE,
          SECOND_CYCLE,
          SECOND_MINUS_FIRST);

  private AgentMetrics() {}

  private static Metric of(
      String name,
      String label,
      @Nullable Direction better,
      String definition,
      Appears appears,
      Requirement... requirements) {
    return new Metric(
        name, label, "", better, definition, appears, Format.NUMBER, List.of(requirements));
  }
}
