package org.normlab.run.web;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.normlab.job.Job;
import org.normlab.run.Checkpoints;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.export.Weights;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds the weights of a run in the latest checkpoint of its group, or says why there are none. */
@Component
@WhereApiIsServed
class LatestWeights {
  private static final Logger LOG = LoggerFactory.getLogger(LatestWeights.class);

  private final Checkpoints checkpoints;

  LatestWeights(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /**
   * Open weights.
   *
   * @param run whose they are
   * @param checkpoint that they are part of
   */
  record Found(Weights weights, int run, StoredCheckpoint checkpoint) implements AutoCloseable {
    String sha256() {
      return checkpoint.sha256();
    }

    /** Refuses weights of a checkpoint that is not what its trainer wrote. */
    void verify() {
      try {
        weights.verify(checkpoint.sha256());
      } catch (IOException e) {
        LOG.warn("no weights to export: {}", e.getMessage());
        throw gone(run, checkpoint, "has changed since it was written, or cannot be read");
      }
    }

    @Override
    public void close() throws IOException {
      weights.close();
    }
  }

  /**
   * Weights that are open to be read; a checkpoint that replaces theirs does not disturb them.
   *
   * @param run its number
   * @param runs how many the job has
   * @param best whether those of the run's best epoch are asked for
   */
  Found open(Job job, int run, int runs, boolean best) {
    if (best && !JobJson.trusted(job.spec()).training().keepBest()) {
      throw new Refusal(
          HttpStatus.CONFLICT,
          "the job keeps the weights of the last epoch alone; with keepBest, or earlyStopping, it"
              + " keeps those of each run's best epoch too");
    }
    StoredCheckpoint checkpoint = latest(job, run);
    while (true) {
      try {
        Found found = open(checkpoint, width(job), run, runs, best);
        if (best && found.weights().step() == 0) {
          found.close();
          throw new Refusal(
              HttpStatus.CONFLICT,
              "run %d has ended no epoch that could be its best".formatted(run));
        }
        return found;
      } catch (NoSuchFileException e) {
        // Deleted since its row was read, perhaps because a newer one has taken its place.
        StoredCheckpoint newer = latest(job, run);
        if (newer.equals(checkpoint)) {
          throw gone(run, newer, "is not there any more, or not where this service looks for it");
        }
        checkpoint = newer;
      } catch (IOException e) {
        LOG.warn("no weights to export: {}", e.getMessage());
        throw gone(run, checkpoint, "cannot be read");
      }
    }
  }

  /** Runs are in groups of the width that the first attempt measured, in order. */
  private StoredCheckpoint latest(Job job, int run) {
    return checkpoints.newest(job.id()).stream()
        .filter(one -> one.group() == run / width(job))
        .findFirst()
        .orElseThrow(() -> none(job, run));
  }

  /**
   * Returns the width of a job; before the first attempt has measured one there is no checkpoint
   * either.
   */
  private static int width(Job job) {
    return job.width() == null ? 1 : job.width();
  }

  private static Found open(StoredCheckpoint checkpoint, int width, int run, int runs, boolean best)
      throws IOException {
    int first = checkpoint.group() * width;
    int replicas = Math.min(width, runs - first);
    Path file = Path.of(checkpoint.file());
    Weights weights =
        best
            ? Weights.openBest(file, run - first, replicas)
            : Weights.open(file, run - first, replicas);
    return new Found(weights, run, checkpoint);
  }

  private static Refusal gone(int run, StoredCheckpoint checkpoint, String why) {
    return new Refusal(
        HttpStatus.GONE,
        "run %d has no weights any more: its checkpoint of step %d, %s, %s"
            .formatted(run, checkpoint.step(), Path.of(checkpoint.file()).getFileName(), why));
  }

  private static Refusal none(Job job, int run) {
    if (job.state().isTerminal()) {
      return new Refusal(
          HttpStatus.NOT_FOUND,
          "run %d has no weights: the job is %s and wrote no checkpoint of it; POST …/retry trains it again"
              .formatted(run, job.state()));
    }
    return new Refusal(
        HttpStatus.CONFLICT,
        "run %d has no weights yet: the job is %s; a checkpoint is written at every normlab.worker.checkpoint-every of training and when the runs that train together have ended"
            .formatted(run, job.state()));
  }
}
