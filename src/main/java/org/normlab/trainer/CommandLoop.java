package org.normlab.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.DataHome;
import org.normlab.train.End;
import org.normlab.train.ResumePoint;
import org.normlab.train.TrainingContext;
import org.normlab.train.TrainingSpec;
import org.normlab.train.file.CannotWrite;
import org.normlab.train.file.TrainingFailed;
import org.normlab.wire.JobJson;

/** Obeys commands until the input ends; one training at a time, on a thread of its own. */
final class CommandLoop {
  /** Exit code after a command that cannot be obeyed. */
  static final int BAD_COMMAND = 2;

  private final Wire in;
  private final Reporter reporter;
  private final Trainings trainings;
  private final Guard guard;

  /**
   * One for all trainings: PyTorch and the allocator keep memory for every thread they have met.
   */
  private final ExecutorService trainer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("training").daemon().factory());

  private volatile boolean busy;
  private volatile @Nullable String stopReason;

  CommandLoop(InputStream in, OutputStream out, Trainings trainings, Guard guard) {
    this.in = new Wire(in);
    this.reporter = new Reporter(out, () -> Runtime.getRuntime().halt(Guard.END_OF_INPUT));
    this.trainings = trainings;
    this.guard = guard;
  }

  /** Returns the code to exit with. */
  int run() {
    try {
      for (Message next = in.read(); next != null; next = in.read()) {
        obey(next);
      }
      return Guard.END_OF_INPUT;
    } catch (IOException e) {
      return Guard.END_OF_INPUT;
    } catch (NotAMessage | IllegalStateException e) {
      System.err.println(e.getMessage());
      return BAD_COMMAND;
    }
  }

  private void obey(Message message) {
    switch (message) {
      case Message.Start start -> begin(start);
      case Message.Renew _ -> guard.renew();
      case Message.Stop stop -> stopReason = stop.reason();
      case Message.Event event ->
          throw new IllegalStateException("a trainer takes commands only, received " + event);
    }
  }

  private void begin(Message.Start start) {
    if (busy) {
      throw new IllegalStateException(
          "asked to start job " + start.job() + " while another is in training");
    }
    stopReason = null;
    guard.begin(seconds(start.leaseSeconds()));
    busy = true;
    trainer.execute(() -> train(start));
  }

  private void train(Message.Start start) {
    Message.Finished last = attempt(start);
    guard.rest();
    // The next start may come as soon as the last word is out, after which any other event would
    // be taken for the next attempt's.
    busy = false;
    reporter.say(last);
  }

  /**
   * Training is deterministic, so an unexpected exception would come again: it fails the job, with
   * its trace in the log, and is not tried anew.
   */
  private Message.Finished attempt(Message.Start start) {
    try {
      TrainingSpec spec = JobJson.trusted(start.spec().toString()).training();
      End end = trainings.run(spec, place(start), reporter, () -> stopReason);
      String asked = stopReason;
      return end == End.COMPLETED
          ? new Message.Finished(Message.Verdict.COMPLETED, "")
          : new Message.Finished(Message.Verdict.STOPPED, asked == null ? "" : asked);
    } catch (CannotWrite e) {
      System.err.println(e.getMessage());
      return new Message.Finished(
          Message.Verdict.CANNOT_WRITE, String.valueOf(e.getMessage()), e.bytes());
    } catch (TrainingFailed e) {
      return failed(e.getMessage() == null ? "the training failed" : e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      return failed("the trainer process ran out of Java memory: " + e.getMessage(), e);
    } catch (Exception | LinkageError e) {
      return failed("unexpected " + e, e);
    }
  }

  private static Message.Finished failed(String reason, Throwable cause) {
    cause.printStackTrace();
    return new Message.Finished(Message.Verdict.FAILED, reason);
  }

  private static TrainingContext place(Message.Start start) {
    return new TrainingContext(
        new DataHome(Path.of(start.dataHome()), start.download()),
        Path.of(start.checkpoints()),
        start.attempt(),
        start.resume().stream().map(CommandLoop::resumePoint).toList(),
        norms(start.norms()),
        start.width(),
        start.threads(),
        start.device(),
        seconds(start.checkpointSeconds()),
        System::nanoTime,
        start.expectedData().stream()
            .map(data -> new TrainingContext.ExpectedData(data.digest(), data.readBy()))
            .toList());
  }

  private static ResumePoint resumePoint(Message.Checkpoint saved) {
    return new ResumePoint(saved.group(), saved.step(), Path.of(saved.file()), saved.sha256());
  }

  private static TrainingContext.@Nullable Norms norms(Message.@Nullable Reference norms) {
    return norms == null ? null : new TrainingContext.Norms(Path.of(norms.file()), norms.sha256());
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
