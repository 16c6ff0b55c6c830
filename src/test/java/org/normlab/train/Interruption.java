package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.normlab.trainer.Message;

/** Trains to the end, with a trainer killed on the way or without. */
public final class Interruption implements AutoCloseable {
  /** Trains all that nobody kills, one after another, so that one start serves many tests. */
  private final TrainerDriver trainer = new TrainerDriver();

  public Interruption() throws Exception {}

  public Heard uninterrupted(TrainerDriver.Job job, Message.@Nullable Reference norms)
      throws Exception {
    Heard heard = new Heard();
    finish(job.start(1, List.of(), norms), heard);
    return heard;
  }

  /** Another trainer is killed after the first event that satisfies {@code enough}. */
  public Heard interrupted(
      TrainerDriver.Job job, Message.@Nullable Reference norms, Predicate<Message.Event> enough)
      throws Exception {
    Heard heard = new Heard();
    String checkpoint;
    try (TrainerDriver first = new TrainerDriver()) {
      Message.Event event = first.follow(job.start(1, List.of(), norms), heard, enough);
      checkpoint = ((Message.Checkpoint) event).file();
      first.kill();
    }
    finish(job.start(2, List.of(checkpoint), norms), heard);
    return heard;
  }

  void finish(Message.Start start, Heard heard) throws Exception {
    assertThat(trainer.follow(start, heard, _ -> false))
        .isEqualTo(new Message.Finished(Message.Verdict.COMPLETED, ""));
  }

  /** A checkpoint within an epoch, after the first. */
  public static Predicate<Message.Event> midEpoch(int stepsAnEpoch) {
    return event ->
        event instanceof Message.Checkpoint checkpoint
            && checkpoint.step() > 1.2 * stepsAnEpoch
            && checkpoint.step() % stepsAnEpoch != 0;
  }

  TrainerDriver trainer() {
    return trainer;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
