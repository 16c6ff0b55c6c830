package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.data.DataShape;
import org.normlab.setting.Problem;

/** Refuses trainings that would compute or store too much. Pointers are relative to the job. */
final class SizeLimits {
  /** One array holds no more numbers. */
  private static final long MOST_PARAMETERS = Integer.MAX_VALUE;

  /** The values that the probes of a job may store. */
  private static final long MOST_PROBED = 10_000_000;

  private SizeLimits() {}

  /** Lists the faults of a specification that has no others. */
  static List<Problem> problems(SupervisedSpec spec, DataShape outline) {
    List<Problem> faults = new ArrayList<>(tooLarge(spec, outline));
    faults.addAll(tooCurious(spec, outline));
    faults.addAll(tooMuchToRecord(spec, outline));
    return faults;
  }

  /** Refuses networks of agents that no array holds. */
  static List<Problem> tooLarge(ControlSpec spec) {
    long parameters = spec.parameterCount(spec.samples());
    return parameters <= MOST_PARAMETERS
        ? List.of()
        : List.of(
            new Problem(
                "/architecture",
                "a network may have %,d parameters; this one has %,d"
                    .formatted(MOST_PARAMETERS, parameters)));
  }

  private static List<Problem> tooCurious(SupervisedSpec spec, DataShape outline) {
    Probe probe = spec.probe();
    if (probe == null) {
      return List.of();
    }
    int steps = outline.trainRows() / spec.batchSize();
    long series = ProbeSeries.names(spec, SupervisedSpec.samples(outline)).size();
    long looks = probe.looks(steps, (long) steps * spec.epochs());
    return tooCurious(series, spec.runs().size(), looks);
  }

  /** Refuses to store more values of probes than may be stored. */
  static List<Problem> tooCurious(long series, int runs, long looks) {
    double points = (double) series * runs * looks;
    if (points <= MOST_PROBED) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/probe/every",
            "probes may store %,d values; this job would store %,.0f: %,d series of %,d runs at each look"
                .formatted(MOST_PROBED, points, series, runs)));
  }

  private static List<Problem> tooMuchToRecord(SupervisedSpec spec, DataShape outline) {
    if (!spec.recordNorms()) {
      return List.of();
    }
    long rows =
        spec.network(SupervisedSpec.samples(outline)).hiddenWeights().values().stream()
            .mapToLong(weight -> weight.shape().getFirst())
            .sum();
    if (rows == 0) {
      return List.of(
          new Problem("/recordNorms", "this network trains no hidden weights to record norms of"));
    }
    long bytes = NormRecord.excess(rows, spec.runs().size(), spec.epochs());
    return bytes == 0
        ? List.of()
        : List.of(
            new Problem(
                "/recordNorms",
                "a record may take %,d bytes; this one would take %,d: %,d rows of %,d runs in %,d epochs"
                    .formatted(
                        NormRecord.mostBytes(), bytes, rows, spec.runs().size(), spec.epochs())));
  }

  private static List<Problem> tooLarge(SupervisedSpec spec, DataShape outline) {
    long parameters = spec.parameterCount(outline);
    if (parameters <= MOST_PARAMETERS) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/architecture",
            "a run may have %,d parameters; this network has %,d"
                .formatted(MOST_PARAMETERS, parameters)));
  }
}
