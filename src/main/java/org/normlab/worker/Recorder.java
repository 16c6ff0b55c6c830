package org.normlab.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.Claim;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.TrainingSize;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Attempts;
import org.normlab.run.Checkpoints;
import org.normlab.run.Episodes;
import org.normlab.run.Points;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.Point;
import org.normlab.trainer.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/** Stores what a trainer says, in order; what the database does not take now waits. */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_POINTS_WAITING = 200_000;
  private static final int BATCH = 2_000;
  private static final int POINTS_A_BATCH = 20_000;

  private final Claim claim;
  private final Attempts attempts;
  private final Points points;
  private final Episodes episodes;
  private final Artifacts artifacts;
  private final Checkpoints checkpoints;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private int waitingPoints;

  /** Says whether no point can have been stored before: none of an earlier attempt, none twice. */
  private boolean pointsAreNew;

  Recorder(
      Claim claim,
      Attempts attempts,
      Points points,
      Episodes episodes,
      Artifacts artifacts,
      Checkpoints checkpoints) {
    this.claim = claim;
    this.attempts = attempts;
    this.points = points;
    this.episodes = episodes;
    this.artifacts = artifacts;
    this.checkpoints = checkpoints;
    this.pointsAreNew = claim.attempt() == 1;
  }

  void add(Message event) {
    waiting.add(event);
    waitingPoints += size(event);
  }

  void log(List<String> lines) {
    lines.forEach(line -> waiting.add(new Message.Log(line)));
  }

  /** Returns whether the trainer must be kept waiting. */
  boolean isFull() {
    return waiting.size() > MOST_WAITING || waitingPoints > MOST_POINTS_WAITING;
  }

  private static int size(Message message) {
    return message instanceof Message.Points points ? points.points().size() : 0;
  }

  /** Stores all that waits; what the database did not take waits on. */
  void flush() {
    while (!waiting.isEmpty()) {
      store(leading(), () -> {});
    }
  }

  /** Stores all that waits, and the last of it in one transaction with the attempt's end. */
  void flush(Runnable end) {
    List<Message> last = leading();
    for (; last.size() < waiting.size(); last = leading()) {
      store(last, () -> {});
    }
    store(last, end);
  }

  private List<Message> leading() {
    List<Message> leading = new ArrayList<>();
    int points = 0;
    for (Message message : waiting) {
      if (leading.size() == BATCH || points >= POINTS_A_BATCH) {
        break;
      }
      leading.add(message);
      points += size(message);
    }
    return leading;
  }

  private void store(List<Message> batch, Runnable end) {
    long begun = System.nanoTime();
    List<Path> replaced;
    try {
      replaced = storeTogether(batch, end);
    } catch (DuplicateKeyException e) {
      // The same step twice, or a transaction whose success was not heard of.
      if (!pointsAreNew) {
        throw e;
      }
      pointsAreNew = false;
      replaced = storeTogether(batch, end);
    }
    int stored = batch.stream().mapToInt(Recorder::size).sum();
    WorkerMeters.stored(stored, System.nanoTime() - begun);
    of(Message.Checkpoint.class, batch).forEach(one -> WorkerMeters.checkpoint(one.bytes()));
    waitingPoints -= stored;
    batch.forEach(_ -> waiting.removeFirst());
    replaced.forEach(Recorder::delete);
  }

  /**
   * All or nothing, since each transaction waits for the disk.
   *
   * @return files that are of no use any more
   */
  private List<Path> storeTogether(List<Message> batch, Runnable end) {
    List<Path> replaced = new ArrayList<>();
    attempts.together(
        claim,
        () -> {
          storePoints(batch);
          storeLog(batch);
          batch.forEach(message -> store(message, replaced));
          end.run();
        });
    return replaced;
  }

  private void storePoints(List<Message> batch) {
    List<Message.Points> reports = of(Message.Points.class, batch);
    if (reports.isEmpty()) {
      return;
    }
    List<Point> all = reports.stream().flatMap(one -> one.points().stream()).toList();
    if (!all.isEmpty() && pointsAreNew) {
      points.appendNew(claim, all);
    } else if (!all.isEmpty()) {
      points.append(claim, all);
    }
    attempts.progress(claim, reports.getLast().progress());
  }

  private static <T extends Message> List<T> of(Class<T> kind, List<Message> batch) {
    return batch.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void storeLog(List<Message> batch) {
    List<String> lines = new ArrayList<>();
    for (Message message : batch) {
      switch (message) {
        case Message.Log log -> lines.add(log.text());
        case Message.Started started -> lines.addAll(started.notes());
        default -> {}
      }
    }
    if (!lines.isEmpty()) {
      attempts.log(claim, lines);
    }
  }

  private void store(Message message, List<Path> replaced) {
    switch (message) {
      case Message.Points _, Message.Log _ -> {}
      case Message.Started s -> {
        attempts.started(
            claim, new TrainingSize(s.parameters(), s.width(), s.threads(), s.totalSteps()));
        if (s.dataDigest() != null) {
          attempts.dataRead(claim, s.dataDigest());
        }
      }
      case Message.Episode e ->
          episodes.store(
              claim, e.run(), e.visit(), new StoredEpisode(e.decoded(), e.returned(), e.end()));
      case Message.RunEnded r ->
          attempts.runEnded(
              claim,
              new RunEnd(r.run(), RunOutcome.of(r.outcome()), r.step(), r.reason(), r.summary()));
      case Message.Checkpoint c -> storeCheckpoint(c, replaced);
      case Message.CheckpointRefused r -> {
        attempts.note(claim, r.explanation());
        checkpoints.forget(claim, r.file());
        replaced.add(Path.of(r.file()));
      }
      case Message.Norms n -> storeNorms(n, replaced);
      default -> throw new IllegalStateException("a trainer does not say " + message);
    }
  }

  /** Only when a checkpoint's row is there are the files before it of no use any more. */
  private void storeCheckpoint(Message.Checkpoint c, List<Path> replaced) {
    checkpoints.store(
        claim,
        new StoredCheckpoint(
            c.group(), claim.attempt(), c.step(), c.file(), c.sha256(), c.bytes()));
    checkpoints.prune(claim, c.group(), Checkpoints.GENERATIONS).stream()
        .map(Path::of)
        .forEach(replaced::add);
  }

  /**
   * Stores recorded norms. As with checkpoints, the file of an earlier attempt goes when the new
   * row is there.
   */
  private void storeNorms(Message.Norms n, List<Path> replaced) {
    Optional<StoredArtifact> before = artifacts.find(claim.job(), StoredArtifact.NORMS);
    artifacts.store(
        claim,
        new StoredArtifact(StoredArtifact.NORMS, claim.attempt(), n.file(), n.sha256(), n.bytes()));
    before
        .map(artifact -> Path.of(artifact.file()))
        .filter(file -> !file.equals(Path.of(n.file())))
        .ifPresent(replaced::add);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the old file {} could not be deleted: {}", file, e.getMessage());
    }
  }
}
