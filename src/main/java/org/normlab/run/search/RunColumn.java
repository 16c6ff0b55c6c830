package org.normlab.run.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;

/**
 * Describes what every run has without looking further: the attributes. {@code r} is its row,
 * {@code j} its job's.
 */
enum RunColumn implements Field {
  JOB("job", "r.job", Kind.TEXT),
  RUN("run", "r.number", Kind.NUMBER),
  STUDY("study", "(select sj.study from study_job sj where sj.job = r.job)", Kind.TEXT),
  NAME("name", "j.name", Kind.TEXT),
  STATE("state", "j.state", Kind.TEXT),
  OUTCOME("outcome", "nullif(r.outcome, '" + RunOutcome.PENDING + "')", Kind.TEXT),
  STEP("step", "r.step", Kind.NUMBER),
  SEED("seed", "r.seed", Kind.NUMBER),
  LEARNING_RATE("learningRate", "r.learning_rate", Kind.NUMBER),
  WEIGHT_DECAY("weightDecay", "r.weight_decay", Kind.NUMBER),
  MOMENTUM("momentum", "r.momentum", Kind.NUMBER),
  NORMALIZATION("normalization", "j.normalization", Kind.TEXT),
  ARCHITECTURE("architecture", "j.architecture", Kind.TEXT),
  DATA("data", "j.data", Kind.TEXT),
  CREATED("created", "j.created", Kind.MOMENT),
  STARTED("started", "j.started", Kind.MOMENT),
  ENDED("ended", "j.ended", Kind.MOMENT);

  enum Kind {
    TEXT,
    NUMBER,
    MOMENT
  }

  /** Settings that a run has of its own, which {@code params} finds too. */
  private static final Set<RunColumn> OWN_PARAMS =
      EnumSet.of(SEED, LEARNING_RATE, WEIGHT_DECAY, MOMENTUM);

  /** Names that MLflow's clients use for the same columns. */
  private static final Map<String, RunColumn> OTHER_NAMES =
      Map.of("run_name", NAME, "status", STATE, "start_time", STARTED, "end_time", ENDED);

  private final String key;
  private final String sql;
  private final Kind kind;

  RunColumn(String key, String sql, Kind kind) {
    this.key = key;
    this.sql = sql;
    this.kind = kind;
  }

  String key() {
    return key;
  }

  String sql() {
    return sql;
  }

  Kind kind() {
    return kind;
  }

  /** Returns whether it is a column of the job's row and not of the run's. */
  boolean isOfJob() {
    return sql.startsWith("j.");
  }

  /** The values there are; empty where they are not a closed list. */
  List<String> words() {
    return switch (this) {
      case STATE -> Arrays.stream(JobState.values()).map(JobState::name).toList();
      case OUTCOME -> RunOutcome.ended().stream().map(RunOutcome::name).toList();
      default -> List.of();
    };
  }

  static @Nullable RunColumn attribute(String key) {
    return Arrays.stream(values())
        .filter(one -> one.key.equals(key))
        .findFirst()
        .orElse(OTHER_NAMES.get(key));
  }

  static @Nullable RunColumn ownParam(String key) {
    RunColumn column = attribute(key);
    return column != null && OWN_PARAMS.contains(column) ? column : null;
  }

  static String keys() {
    return Arrays.stream(values()).map(RunColumn::key).collect(Collectors.joining(", "));
  }
}
