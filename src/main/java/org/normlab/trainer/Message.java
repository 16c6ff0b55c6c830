package org.normlab.trainer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.environment.EpisodeEnd;
import org.normlab.train.Outcome;
import org.normlab.train.Point;
import tools.jackson.databind.JsonNode;

/**
 * Describes what a worker and its trainer process say to each other: one JSON object a line, UTF-8.
 * A {@link Command} travels on the trainer's standard input, an {@link Event} on its standard
 * output; standard error is the trainer's log.
 *
 * <p>A process serves start after start until its input ends.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Message.Start.class, name = "start"),
  @JsonSubTypes.Type(value = Message.Renew.class, name = "renew"),
  @JsonSubTypes.Type(value = Message.Stop.class, name = "stop"),
  @JsonSubTypes.Type(value = Message.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Message.Points.class, name = "points"),
  @JsonSubTypes.Type(value = Message.Checkpoint.class, name = "checkpoint"),
  @JsonSubTypes.Type(value = Message.CheckpointRefused.class, name = "checkpointRefused"),
  @JsonSubTypes.Type(value = Message.Norms.class, name = "norms"),
  @JsonSubTypes.Type(value = Message.Episode.class, name = "episode"),
  @JsonSubTypes.Type(value = Message.RunEnded.class, name = "run"),
  @JsonSubTypes.Type(value = Message.Log.class, name = "log"),
  @JsonSubTypes.Type(value = Message.Finished.class, name = "finished"),
})
public sealed interface Message {
  /** A message from worker to trainer. */
  sealed interface Command extends Message {}

  /** A message from trainer to worker. */
  sealed interface Event extends Message {}

  /**
   * Train this attempt.
   *
   * @param spec the job's canonical JSON
   * @param checkpoints folder of the job
   * @param resume checkpoints to go on from, the newest of each group first; none starts at step 0
   * @param norms what the job that the spec refers to recorded; null where it refers to none
   * @param width runs a pass, as stored by an earlier attempt; null measures
   * @param leaseSeconds how long the trainer may go on without a {@link Renew}
   * @param expectedData what trainings before this one read, which the data must still be
   */
  record Start(
      String job,
      int attempt,
      JsonNode spec,
      String dataHome,
      boolean download,
      String checkpoints,
      List<Checkpoint> resume,
      @Nullable Reference norms,
      @Nullable Integer width,
      int threads,
      String device,
      double leaseSeconds,
      double checkpointSeconds,
      List<ExpectedData> expectedData)
      implements Command {

    /** An attempt at which any data will do. */
    public Start(
        String job,
        int attempt,
        JsonNode spec,
        String dataHome,
        boolean download,
        String checkpoints,
        List<Checkpoint> resume,
        @Nullable Reference norms,
        @Nullable Integer width,
        int threads,
        String device,
        double leaseSeconds,
        double checkpointSeconds) {
      this(
          job,
          attempt,
          spec,
          dataHome,
          download,
          checkpoints,
          resume,
          norms,
          width,
          threads,
          device,
          leaseSeconds,
          checkpointSeconds,
          List.of());
    }
  }

  /**
   * Data that a training read.
   *
   * @param readBy who read them, as the subject of a sentence
   */
  record ExpectedData(String digest, String readBy) {}

  /** A file and its SHA-256 in lower-case hexadecimal. */
  record Reference(String file, String sha256) {}

  /** The worker still owns the attempt: the lease begins anew. */
  record Renew() implements Command {}

  /** Write a checkpoint and finish as stopped. */
  record Stop(String reason) implements Command {}

  /**
   * Describes how the training runs.
   *
   * @param dataDigest of the data that were read; null where that is not known
   */
  record Started(
      long pid,
      long parameters,
      int width,
      int threads,
      long totalSteps,
      List<String> notes,
      @Nullable String dataDigest)
      implements Event {}

  record Points(double progress, List<Point> points) implements Event {}

  record Checkpoint(int group, long step, String file, String sha256, long bytes)
      implements Event {}

  /**
   * A checkpoint that the training does not go on from, since it is broken.
   *
   * @param explanation which one, why, and what the training goes on from instead
   */
  record CheckpointRefused(int group, String file, String explanation) implements Event {}

  /** The norms of all runs at the start of all epochs. */
  record Norms(String file, String sha256, long bytes) implements Event {}

  /**
   * The episode that shows what an agent has learned by the end of a visit.
   *
   * @param actions one byte a step, in Base64
   * @param returned the undiscounted sum of its rewards
   */
  record Episode(int run, int visit, String actions, long returned, EpisodeEnd end)
      implements Event {
    /** Refuses what is no Base64. */
    public Episode {
      Base64.getDecoder().decode(actions);
    }

    /** Returns the actions, one byte a step. */
    public byte[] decoded() {
      return Base64.getDecoder().decode(actions);
    }
  }

  record RunEnded(int run, Outcome outcome, long step, String reason, Map<String, Double> summary)
      implements Event {}

  record Log(String text) implements Event {}

  /**
   * The last word of an attempt; the process then waits for the next start.
   *
   * @param unwrittenBytes of the file that could not be written; null where that was not the end
   */
  record Finished(Verdict end, String reason, @Nullable Long unwrittenBytes) implements Event {
    public Finished(Verdict end, String reason) {
      this(end, reason, null);
    }
  }

  /** Describes how an attempt ended, as its trainer saw it. */
  enum Verdict {
    COMPLETED,
    STOPPED,
    FAILED,
    /** The volume did not take a file; the job itself is well. */
    CANNOT_WRITE
  }
}
