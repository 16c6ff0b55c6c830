package org.normlab.trainer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.train.End;
import org.normlab.train.Ending;
import org.normlab.train.Outcome;
import org.normlab.train.Point;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.Started;
import org.normlab.train.StopSignal;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingContext;
import org.normlab.train.TrainingSpec;
import org.normlab.train.file.CannotWrite;
import org.normlab.train.file.TrainingFailed;

/** A training that only counts, and fails as the script of its {@link FakeJob} says. */
public final class FakeTraining {
  private static final int STEPS_A_CHECKPOINT = 10;

  /** What goes wrong, at half of the steps. */
  public enum Script {
    STEADY,
    DIVERGES,
    CRASHES,
    CRASHES_AT_FIRST,
    KILLED,
    PRINTS_GARBAGE,
    EATS_MEMORY,
    FALLS_SILENT,
    IGNORES_STOP,
    FAILS,
    THROWS,
    CANNOT_WRITE_AT_FIRST,
    JAVA_CRASHES
  }

  private final TrainingSpec spec;
  private final TrainingContext place;
  private final Progress progress;
  private final FakeJob job;

  private FakeTraining(TrainingSpec spec, TrainingContext place, Progress progress) {
    this.spec = spec;
    this.place = place;
    this.progress = progress;
    this.job = FakeJob.of((SupervisedSpec) spec);
  }

  public static void main(String[] args) {
    TrainerMain.serve(
        (spec, place, progress, stop) -> new FakeTraining(spec, place, progress).run(stop));
  }

  /** The value that every run has at a step, however often it was resumed. */
  public static double valueAt(int run, long step) {
    return Math.sin(run + 1.0 / step);
  }

  private End run(StopSignal stop) throws TrainingFailed, InterruptedException {
    long step = place.resume().isEmpty() ? 0 : resume();
    System.out.println("a library that prints on standard output");
    progress.started(new Started(17, spec.seeds().size(), 1, job.steps(), List.of("fake"), null));
    while (step < job.steps()) {
      if (stop.reason() != null && job.script() != Script.IGNORES_STOP) {
        checkpoint(step);
        return End.STOPPED;
      }
      Thread.sleep(job.step());
      step++;
      progress.points(step / (double) job.steps(), points(step));
      if (step % STEPS_A_CHECKPOINT == 0) {
        checkpoint(step);
      }
      if (step == job.steps() / 2) {
        fault();
      }
    }
    for (Run run : spec.runs()) {
      Outcome outcome = job.script() == Script.DIVERGES ? Outcome.DIVERGED : Outcome.COMPLETED;
      progress.ended(
          run.number(), new Ending(outcome, step, outcome.name(), Map.of("test.accuracy", 0.5)));
    }
    return End.COMPLETED;
  }

  private List<Point> points(long step) {
    List<Point> points = new ArrayList<>();
    for (Run run : spec.runs()) {
      points.add(new Point(run.number(), step, "train.loss", valueAt(run.number(), step)));
    }
    return points;
  }

  private void fault() throws TrainingFailed, InterruptedException {
    switch (job.script()) {
      case CRASHES -> crash();
      case CRASHES_AT_FIRST -> {
        if (place.attempt() == 1) {
          crash();
        }
      }
      case KILLED -> signal("KILL");
      case PRINTS_GARBAGE -> print("Segmentation fault (core dumped)\n");
      case EATS_MEMORY -> eat();
      case FALLS_SILENT -> Thread.sleep(600_000);
      case FAILS -> throw new TrainingFailed("the data set has vanished: digits");
      case THROWS -> throw new IllegalStateException("a fault of the program");
      case JAVA_CRASHES -> {
        // Within a message, as another thread may be writing one.
        write("{\"type\":\"poi");
        signal("SEGV");
      }
      case CANNOT_WRITE_AT_FIRST -> {
        if (place.attempt() == 1) {
          throw new CannotWrite("the disk is full", 7, new IOException("No space left on device"));
        }
      }
      case STEADY, DIVERGES, IGNORES_STOP -> {}
    }
  }

  private static void crash() {
    System.err.println("about to crash");
    Runtime.getRuntime().halt(7);
  }

  /** A process may not destroy itself through its handle. */
  private static void signal(String name) throws InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-" + name, self).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.sleep(600_000);
  }

  private static void print(String text) throws InterruptedException {
    write(text);
    Thread.sleep(600_000);
  }

  /** On the standard output, which stays open. */
  private static void write(String text) {
    try {
      new FileOutputStream(FileDescriptor.out)
          .write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void eat() throws InterruptedException {
    List<ByteBuffer> eaten = new ArrayList<>();
    while (eaten.size() < 200) {
      ByteBuffer block = ByteBuffer.allocateDirect(16 << 20);
      while (block.hasRemaining()) {
        block.putLong(1);
      }
      eaten.add(block);
      Thread.sleep(10);
    }
  }

  private long resume() {
    try {
      return Long.parseLong(Files.readString(place.resume().getFirst().file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkpoint(long step) throws TrainingFailed {
    Path file = place.checkpoints().resolve("0-" + place.attempt() + "-" + step + ".fake");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, Long.toString(step));
    } catch (IOException e) {
      throw new TrainingFailed("the disk is full", e);
    }
    progress.checkpoint(0, step, file, "0".repeat(64), 1);
  }
}
