package org.normlab.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normlab.job.Artifacts;
import org.normlab.job.Attempt;
import org.normlab.job.Attempts;
import org.normlab.job.StoredArtifact;
import org.normlab.job.StoredCheckpoint;
import org.normlab.metric.Points;
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

  private final Attempt attempt;
  private final Attempts attempts;
  private final Points points;
  private final Artifacts artifacts;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private int waitingPoints;
  private final Map<Integer, Path> newest = new HashMap<>();

  Recorder(Attempt attempt, Attempts attempts, Points points, Artifacts artifacts) {
    this.attempt = attempt;
    this.attempts = attempts;
    this.points = points;
    this.artifacts = artifacts;
  }

  void add(Message event) {
    waiting.add(event);
    waitingPoints += size(event);
  }

  void log(List<String> lines) {
    lines.forEach(line -> waiting.add(new Message.Log(line)));
  }

  /** Whether the trainer must be kept waiting. */
  boolean isFull() {
    return waiting.size() > MOST_WAITING || waitingPoints > MOST_POINTS_WAITING;
  }

  private static int size(Message message) {
    return message instanceof Message.Points points ? points.points().size() : 0;
  }

  /** A checkpoint that the attempt goes on from, which its first own one replaces. */
  void resumed(StoredCheckpoint checkpoint) {
    newest.put(checkpoint.group(), Path.of(checkpoint.file()));
  }

  /** Stores all that waits; what was stored when the database fails does not wait any more. */
  void flush() {
    while (!waiting.isEmpty()) {
      switch (waiting.getFirst()) {
        case Message.Points _ -> storePoints();
        case Message.Log _ -> storeLog();
        case Message other -> {
          store(other);
          drop(1);
        }
      }
    }
  }

  private void storePoints() {
    List<Message.Points> batch = leading(Message.Points.class);
    List<Point> all = batch.stream().flatMap(one -> one.points().stream()).toList();
    if (!all.isEmpty()) {
      points.append(attempt.job(), attempt.number(), all);
    }
    attempts.progress(attempt.job(), attempt.number(), batch.getLast().progress());
    drop(batch.size());
  }

  private void storeLog() {
    List<Message.Log> batch = leading(Message.Log.class);
    attempts.log(attempt.job(), attempt.number(), batch.stream().map(Message.Log::text).toList());
    drop(batch.size());
  }

  private <T extends Message> List<T> leading(Class<T> kind) {
    List<T> leading = new ArrayList<>();
    int points = 0;
    for (Message message : waiting) {
      if (!kind.isInstance(message) || leading.size() == BATCH || points >= POINTS_A_BATCH) {
        break;
      }
      leading.add(kind.cast(message));
      points += size(message);
    }
    return leading;
  }

  private void drop(int count) {
    for (int i = 0; i < count; i++) {
      waitingPoints -= size(waiting.removeFirst());
    }
  }

  private void store(Message message) {
    String job = attempt.job();
    int number = attempt.number();
    switch (message) {
      case Message.Started s -> {
        attempts.started(job, number, s.parameters(), s.width(), s.threads(), s.totalSteps());
        if (!s.notes().isEmpty()) {
          attempts.log(job, number, s.notes());
        }
      }
      case Message.RunEnded r ->
          attempts.runEnded(
              job, number, r.run(), r.outcome().name(), r.step(), r.reason(), r.summary());
      case Message.Checkpoint c -> storeCheckpoint(c);
      case Message.Norms n -> storeNorms(n);
      default -> throw new IllegalStateException("a trainer does not say " + message);
    }
  }

  /** The row follows the file; only then is the file before it of no use any more. */
  private void storeCheckpoint(Message.Checkpoint c) {
    try {
      attempts.checkpoint(
          attempt.job(),
          attempt.number(),
          new StoredCheckpoint(
              c.group(), attempt.number(), c.step(), c.file(), c.sha256(), c.bytes()));
    } catch (DuplicateKeyException e) {
      // Stored before, but the answer was lost with the connection.
      LOG.debug("checkpoint {} is stored already", c.file());
    }
    Path before = newest.put(c.group(), Path.of(c.file()));
    if (before != null && !before.equals(Path.of(c.file()))) {
      delete(before);
    }
  }

  /** As with checkpoints, the file of an earlier attempt goes when the new row is there. */
  private void storeNorms(Message.Norms n) {
    String job = attempt.job();
    Optional<StoredArtifact> before = artifacts.find(job, StoredArtifact.NORMS);
    artifacts.store(
        job,
        new StoredArtifact(
            StoredArtifact.NORMS, attempt.number(), n.file(), n.sha256(), n.bytes()));
    before
        .map(artifact -> Path.of(artifact.file()))
        .filter(file -> !file.equals(Path.of(n.file())))
        .ifPresent(Recorder::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the old file {} could not be deleted: {}", file, e.getMessage());
    }
  }
}
