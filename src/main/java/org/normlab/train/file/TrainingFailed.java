package org.normlab.train.file;

/** A training that cannot go on; the message is a reason that the user of the job understands. */
public sealed class TrainingFailed extends Exception permits CannotWrite {
  public TrainingFailed(String reason) {
    super(reason);
  }

  public TrainingFailed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
