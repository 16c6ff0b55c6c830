package org.normlab.metric;

/** Describes what a job must have so that its runs have a metric. */
public enum Requirement {
  /** Labels of data are learned. */
  DATA("where a job has data"),
  /** Agents act in environments. */
  ENVIRONMENT("where a job has an environment"),
  /** Agents explore by random actions. */
  EXPLORATION("where the agent is dqn"),
  /** Several environments are played in turn. */
  SEQUENCE("where environment.sequence is set"),
  /** Several environments are played in turn, of all of which returns were published. */
  SCORED_SEQUENCE("where environment.sequence is of games of MinAtar"),
  /** A sequence of environments is played twice. */
  SECOND_CYCLE("where environment.cycles is above 1"),
  /** Rows of the data are held out for validation. */
  VALIDATION_ROWS("where data.validation is above 0"),
  /** An epoch is known to be the best one. */
  BEST_EPOCH("where data.validation is above 0 or early stopping watches train.loss"),
  /** The labels are drawn anew. */
  CHANGING_TASKS("where data.relabelEvery is set"),
  /** The loss is scaled. */
  LOSS_SCALING("where precision is float16 or float16-all");

  private final String words;

  Requirement(String words) {
    this.words = words;
  }

  /** Tells whether only jobs of agents have it. */
  public boolean isOfAgents() {
    return switch (this) {
      case ENVIRONMENT, EXPLORATION, SEQUENCE, SCORED_SEQUENCE, SECOND_CYCLE -> true;
      case DATA, VALIDATION_ROWS, BEST_EPOCH, CHANGING_TASKS, LOSS_SCALING -> false;
    };
  }

  /** Returns in which jobs it is measured, as the end of a sentence. */
  public String words() {
    return words;
  }
}
