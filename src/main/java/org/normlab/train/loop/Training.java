package org.normlab.train.loop;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.torch.Torch;
import org.normlab.torch.program.KernelFailure;
import org.normlab.torch.program.Program;
import org.normlab.torch.program.Programs;
import org.normlab.torch.program.UnwritableDump;
import org.normlab.train.End;
import org.normlab.train.NormRecord;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.Started;
import org.normlab.train.StopSignal;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TaskRules;
import org.normlab.train.TrainingContext;
import org.normlab.train.device.DeviceData;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;

/** Trains all runs of a specification: one attempt. */
public final class Training {
  private final SupervisedSpec spec;
  private final TrainingContext place;
  private final Progress progress;
  private final StopSignal stop;
  private final Torch torch;
  private final DeviceData data;
  private final String dataDigest;
  private final List<NormRecord> recorded = new ArrayList<>();
  private @Nullable NormRecord reference;

  private Training(
      SupervisedSpec spec,
      TrainingContext place,
      Progress progress,
      StopSignal stop,
      Torch torch,
      LoadedData loaded) {
    this.spec = spec;
    this.place = place;
    this.progress = progress;
    this.stop = stop;
    this.torch = torch;
    this.data = DeviceData.of(loaded.set(), torch);
    this.dataDigest = loaded.digest();
  }

  /**
   * Trains until every run has an outcome or a stop is asked for. All of it happens on the calling
   * thread.
   *
   * @param programs those of earlier trainings, not to be compiled again
   * @throws TrainingFailed with a reason a user understands: disk full, data vanished, memory
   *     exhausted
   */
  public static End run(
      SupervisedSpec spec,
      TrainingContext place,
      Progress progress,
      StopSignal stop,
      Programs programs)
      throws TrainingFailed {
    LoadedData loaded = LoadedData.of(spec, place, progress);
    try (Torch torch = Torch.open(place.device(), place.threads(), programs)) {
      return new Training(spec, place, progress, stop, torch, loaded).run();
    } catch (EngineException | KernelFailure | UnwritableDump e) {
      throw new TrainingFailed(explain(e), e);
    }
  }

  /** Trains with programs of its own. */
  public static End run(
      SupervisedSpec spec, TrainingContext place, Progress progress, StopSignal stop)
      throws TrainingFailed {
    try (Programs own = new Programs()) {
      return run(spec, place, progress, stop, own);
    }
  }

  /** The reason for the user of the job. */
  public static String explain(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (Program.isOutOfMemory(e)) {
      return "out of memory: a smaller batchSize, a smaller network or a smaller fuse needs less ("
          + message.lines().findFirst().orElse("")
          + ")";
    }
    return switch (e) {
      case KernelFailure failure -> failure.summary();
      case UnwritableDump _ -> message;
      default -> "PyTorch refused: " + message;
    };
  }

  private End run() throws TrainingFailed {
    reference = reference();
    List<Run> runs = spec.runs();
    List<String> notes = new ArrayList<>(data.set().notes());
    int width = width(runs, notes);
    notes.addAll(spec.cautions(SupervisedSpec.samples(data.set()), place.device()));
    notes.addAll(TaskRules.cautions(spec, data.set().train().length));
    progress.started(started(width, notes));
    Groups<FusedTrainingLoop> groups = new Groups<>(place, progress, this::fresh);
    if (!groups.train(runs, width, this::keepNorms)) {
      return End.STOPPED;
    }
    writeNorms();
    return End.COMPLETED;
  }

  /**
   * Returns what the job that the method refers to recorded; null for methods that refer to none.
   */
  private @Nullable NormRecord reference() throws TrainingFailed {
    Optional<String> job = spec.normalization().referencedJob();
    if (job.isEmpty()) {
      return null;
    }
    if (place.norms() == null) {
      throw new TrainingFailed(
          "the method needs the norms that job %s recorded, and none were handed over"
              .formatted(job.get()));
    }
    try (NDManager scope = torch.scope()) {
      return NormRecord.read(place.norms(), scope);
    }
  }

  private void writeNorms() throws TrainingFailed {
    if (recorded.isEmpty()) {
      return;
    }
    try (NDManager scope = torch.scope()) {
      Checkpoint file =
          NormRecord.joined(recorded).write(place.checkpoints(), place.attempt(), scope);
      progress.norms(file.file(), file.sha256(), file.bytes());
    }
  }

  private int width(List<Run> runs, List<String> notes) {
    Integer fixed = place.width() != null ? place.width() : spec.fuse();
    if (fixed != null) {
      return Math.min(fixed, runs.size());
    }
    Widths.Choice choice = new StepTimes(spec, place, data, torch).fastest((double) steps());
    if (runs.size() > 1) {
      notes.add(
          "%d of %d runs train as one group, %s"
              .formatted(
                  choice.width(),
                  runs.size(),
                  choice.measured()
                      ? "the fastest measured"
                      : "not measured, since the training is short"));
    }
    return choice.width();
  }

  private Started started(int width, List<String> notes) {
    return new Started(
        spec.parameterCount(SupervisedSpec.samples(data.set())),
        width,
        place.threads(),
        steps(),
        notes,
        dataDigest);
  }

  private long steps() {
    return (long) (data.set().train().length / spec.batchSize()) * spec.epochs();
  }

  private FusedTrainingLoop fresh(int number, List<Run> group, Share share) {
    return new FusedTrainingLoop(
        spec, place, number, group, data, torch, progress, stop, share, reference);
  }

  private void keepNorms(FusedTrainingLoop training) {
    NormRecord norms = training.recorded();
    if (norms != null) {
      recorded.add(norms);
    }
  }
}
