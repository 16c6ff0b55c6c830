package org.normlab.trainer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.normlab.torch.program.Programs;
import org.normlab.train.ControlSpec;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.agent.AgentTraining;
import org.normlab.train.loop.Training;

/**
 * The process that trains. Its standard output belongs to the protocol alone, so whatever a library
 * prints goes to standard error, the trainer's log.
 *
 * <p>Exit codes: 0 end of input, 2 a command that cannot be obeyed, 3 lease expired, 4 worker died;
 * any other is a crash.
 */
public final class TrainerMain {
  private static final long WATCH_MILLIS = 200;

  private TrainerMain() {}

  public static void main(String[] args) {
    // For as long as the process: the next job is often another point of the same study.
    Programs programs = new Programs();
    serve(
        (spec, place, progress, stop) ->
            switch (spec) {
              case SupervisedSpec supervised ->
                  Training.run(supervised, place, progress, stop, programs);
              case ControlSpec control ->
                  AgentTraining.run(control, place, progress, stop, programs);
            });
  }

  static void serve(Trainings trainings) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    Guard guard = new Guard(System::nanoTime, parentWatch());
    Thread watch = new Thread(() -> watch(guard), "guard");
    watch.setDaemon(true);
    watch.start();
    Runtime.getRuntime().addShutdownHook(new Thread(TrainerMain::outlastSignals, "signals"));
    int code = new CommandLoop(System.in, out, trainings, guard).run();
    Runtime.getRuntime().halt(code);
  }

  /**
   * Ctrl-C, and systemd when it stops a service, signal the worker and its trainers alike. The
   * worker decides what becomes of a training: a trainer that ended at once could write no
   * checkpoint. A shutdown waits for its hooks while all other threads go on; this one ends with
   * the process, which halts on its worker's word, death or silence.
   */
  private static void outlastSignals() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Halts, never exits: a hook or a full pipe of a stopped worker must not hold the process. */
  private static void watch(Guard guard) {
    while (true) {
      guard.verdict().ifPresent(Runtime.getRuntime()::halt);
      try {
        Thread.sleep(WATCH_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** A killed worker may stay a zombie for long, but its children get another parent at once. */
  private static BooleanSupplier parentWatch() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    return () -> ProcessHandle.current().parent().equals(parent);
  }
}
