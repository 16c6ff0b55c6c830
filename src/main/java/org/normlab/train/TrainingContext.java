package org.normlab.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.DataHome;

/**
 * Describes where and with what an attempt trains; nothing here changes a run's numbers, but for
 * rounding.
 *
 * @param checkpoints folder of the job
 * @param attempt part of every checkpoint's file name, so that an older attempt never overwrites
 * @param resume checkpoints to go on from, the newest of each group first; where none can be used a
 *     group starts at step 0
 * @param norms what the job that a method refers to recorded; null where none is handed over
 * @param width runs a pass, as an earlier attempt measured it; null measures
 * @param threads of the processor, within one operation
 * @param device {@code cpu} or {@code gpu:n}
 * @param nanoTime a monotonic clock in nanoseconds, for rates and the time between checkpoints
 * @param expectedData what the data must be
 */
public record TrainingContext(
    DataHome data,
    Path checkpoints,
    int attempt,
    List<ResumePoint> resume,
    @Nullable Norms norms,
    @Nullable Integer width,
    int threads,
    String device,
    Duration checkpointEvery,
    LongSupplier nanoTime,
    List<ExpectedData> expectedData) {

  /** A place where any data will do. */
  public TrainingContext(
      DataHome data,
      Path checkpoints,
      int attempt,
      List<ResumePoint> resume,
      @Nullable Norms norms,
      @Nullable Integer width,
      int threads,
      String device,
      Duration checkpointEvery,
      LongSupplier nanoTime) {
    this(
        data,
        checkpoints,
        attempt,
        resume,
        norms,
        width,
        threads,
        device,
        checkpointEvery,
        nanoTime,
        List.of());
  }

  /**
   * The data that a training before this one read.
   *
   * @param digest as {@link org.normlab.data.DataSets#digest} gives it
   * @param readBy who read them, as the subject of a sentence
   */
  public record ExpectedData(String digest, String readBy) {}

  /**
   * A record of norms.
   *
   * @param sha256 of the file, in lower-case hexadecimal
   */
  public record Norms(Path file, String sha256) {}

  /** A clock that only moves forward. */
  public double seconds() {
    return nanoTime.getAsLong() / 1e9;
  }
}
