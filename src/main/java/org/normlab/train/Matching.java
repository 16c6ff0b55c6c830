package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.normlab.norm.NormMatchedRate;
import org.normlab.optim.Sgd;
import org.normlab.setting.Problem;

/** Whether a training can follow the norms of another one. Pointers are relative to the job. */
public final class Matching {
  private static final String REFERENCE = "/normalization/reference";

  private Matching() {}

  /** Faults that show without the reference. */
  static List<Problem> problems(TrainingSpec spec) {
    if (!(spec.normalization() instanceof NormMatchedRate method)) {
      return List.of();
    }
    List<Problem> faults = new ArrayList<>();
    if (!(spec.optimizer() instanceof Sgd)) {
      faults.add(
          new Problem(
              "/optimizer/type",
              "norm-matched-rate corrects steps of sgd, whose size falls with the square of the"
                  + " norm; take sgd"));
    }
    if (method.keepsFirstRate()) {
      faults.addAll(firstRate(spec));
    }
    return faults;
  }

  private static List<Problem> firstRate(TrainingSpec spec) {
    List<Problem> faults = new ArrayList<>();
    if (spec.optimizer().schedule().warmup() > 0) {
      faults.add(
          new Problem(
              "/optimizer/schedule/warmup",
              "norms move with the root of the first rate over the present one, and a warm-up"
                  + " begins at 0: warmup must be 0 where schedule is \"norm\"; received "
                  + spec.optimizer().schedule().warmup()));
    }
    if (spec.runs().stream().anyMatch(run -> run.learningRate() == 0)) {
      faults.add(
          new Problem(
              spec.sweep().learningRate().isEmpty()
                  ? "/optimizer/learningRate"
                  : "/sweep/learningRate",
              "the learning rate must be above 0 where schedule is \"norm\"; received 0"));
    }
    return faults;
  }

  /** Why a training cannot follow a reference, whose method is the wrapped one. */
  public static List<Problem> problems(TrainingSpec spec, TrainingSpec reference) {
    if (!(spec.normalization() instanceof NormMatchedRate method)) {
      return List.of();
    }
    List<Problem> faults = new ArrayList<>();
    if (!reference.recordNorms()) {
      faults.add(
          new Problem(REFERENCE, "the reference has recorded no norms: its recordNorms is false"));
    }
    same("/architecture", spec.architecture(), reference.architecture(), faults);
    same("/normalization/inner", method.inner(), reference.normalization(), faults);
    same("/data", spec.data(), reference.data(), faults);
    same("/epochs", spec.epochs(), reference.epochs(), faults);
    same("/batchSize", spec.batchSize(), reference.batchSize(), faults);
    same("/microBatch", spec.microBatch(), reference.microBatch(), faults);
    for (long seed : spec.seeds()) {
      seeds(seed, reference).forEach(faults::add);
    }
    return faults;
  }

  private static void same(
      String pointer,
      @org.jspecify.annotations.Nullable Object mine,
      @org.jspecify.annotations.Nullable Object theirs,
      List<Problem> faults) {
    if (!Objects.equals(mine, theirs)) {
      faults.add(
          new Problem(
              pointer, "must be as in the reference, %s; received %s".formatted(theirs, mine)));
    }
  }

  private static List<Problem> seeds(long seed, TrainingSpec reference) {
    List<Run> runs = reference.runs().stream().filter(run -> run.seed() == seed).toList();
    if (runs.isEmpty()) {
      return List.of(
          new Problem(
              "/seeds",
              "the reference has no run of seed %d; it has %s".formatted(seed, reference.seeds())));
    }
    if (runs.size() > 1) {
      return List.of(
          new Problem(
              REFERENCE,
              "the reference has a sweep, %d runs of seed %d; it may have one a seed"
                  .formatted(runs.size(), seed)));
    }
    if (runs.getFirst().weightDecay() == 0) {
      return List.of(
          new Problem(REFERENCE, "the reference has no weight decay whose effect could be matched"));
    }
    return List.of();
  }
}
