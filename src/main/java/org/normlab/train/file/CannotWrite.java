package org.normlab.train.file;

/** A file of the training could not be written: a fault of the volume, not of the training. */
public final class CannotWrite extends TrainingFailed {
  private final long bytes;

  /**
   * A file that could not be written.
   *
   * @param reason for the user of the job
   * @param bytes of the whole file
   */
  public CannotWrite(String reason, long bytes, Throwable cause) {
    super(reason, cause);
    this.bytes = bytes;
  }

  /** Returns how large the file would have been. */
  public long bytes() {
    return bytes;
  }
}
