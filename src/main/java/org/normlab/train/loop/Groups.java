package org.normlab.train.loop;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.normlab.torch.program.Program;
import org.normlab.train.Progress;
import org.normlab.train.ResumePoint;
import org.normlab.train.Run;
import org.normlab.train.TrainingContext;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;

/**
 * Trains the runs of a job in groups, one after the other, each from its newest checkpoint that can
 * be used.
 *
 * @param <L> what trains a group
 */
public final class Groups<L extends GroupLoop> {
  private final TrainingContext place;
  private final Progress progress;
  private final Factory<L> factory;

  /**
   * Creates what trains a group from its first step.
   *
   * @param <L> what trains a group
   */
  @FunctionalInterface
  public interface Factory<L> {
    /**
     * Creates a group at its first step.
     *
     * @param number of the group, from 0
     */
    L create(int number, List<Run> group, Share share);
  }

  public Groups(TrainingContext place, Progress progress, Factory<L> factory) {
    this.place = place;
    this.progress = progress;
    this.factory = factory;
  }

  /**
   * Trains all runs; false when a stop was asked for.
   *
   * @param width runs of a group; the last may have fewer
   * @param each takes every group as it stands when it has ended or been stopped
   */
  public boolean train(List<Run> runs, int width, Consumer<L> each) throws TrainingFailed {
    for (int from = 0; from < runs.size(); from += width) {
      List<Run> group = runs.subList(from, Math.min(runs.size(), from + width));
      Share share = new Share((double) from / runs.size(), (double) group.size() / runs.size());
      try (L training = resumed(from / width, group, share)) {
        boolean done = training.run();
        each.accept(training);
        if (!done) {
          return false;
        }
      }
    }
    return true;
  }

  /** A group at its newest checkpoint that can be used, or at its start. */
  private L resumed(int number, List<Run> group, Share share) throws TrainingFailed {
    List<ResumePoint> points =
        place.resume().stream().filter(point -> point.group() == number).toList();
    for (int i = 0; i < points.size(); i++) {
      ResumePoint point = points.get(i);
      try {
        point.verify();
        return resumed(point, number, group, share);
      } catch (TrainingFailed e) {
        ResumePoint next = i + 1 < points.size() ? points.get(i + 1) : null;
        progress.checkpointRefused(point, refusal(point, e, next));
      }
    }
    return factory.create(number, group, share);
  }

  private L resumed(ResumePoint point, int number, List<Run> group, Share share)
      throws TrainingFailed {
    L training = factory.create(number, group, share);
    try {
      training.resume(point.file());
      return training;
    } catch (TrainingFailed e) {
      training.close();
      throw e;
    } catch (RuntimeException e) {
      training.close();
      if (Program.isOutOfMemory(e)) {
        throw e;
      }
      throw new TrainingFailed("it does not fit this training: " + Checkpoint.reason(e), e);
    }
  }

  private static String refusal(ResumePoint point, TrainingFailed why, @Nullable ResumePoint next) {
    return "the checkpoint of group %d, step %d, %s, is not used: %s; the training %s"
        .formatted(
            point.group(),
            point.step(),
            point.file().getFileName(),
            why.getMessage(),
            next == null
                ? "starts again from the beginning"
                : "goes on from the one of step %d before it, if that is whole"
                    .formatted(next.step()));
  }
}
