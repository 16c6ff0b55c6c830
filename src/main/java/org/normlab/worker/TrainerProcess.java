package org.normlab.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.normlab.trainer.Message;
import org.normlab.trainer.NotAMessage;
import org.normlab.trainer.Wire;
import org.normlab.wire.json.Legible;

/** A trainer process and what it says. */
final class TrainerProcess {
  private static final int HEARD = 256;
  private static final int LAST_LINES = 12;
  private static final int LINE = 2000;

  /** Says how the lines begin that Java writes to the standard output when it crashes. */
  private static final String CRASH = "#";

  /**
   * Something that came over the trainer's standard output; neither at its end.
   *
   * @param garbage what is no message
   */
  record Heard(@Nullable Message message, @Nullable String garbage) {}

  /** The line of Java's report of a crash that names the signal; it may follow half a message. */
  private static final Pattern SIGNAL = Pattern.compile("#  (SIG[A-Z]+) \\(0x[0-9a-f]+\\) at pc=");

  private final Process process;
  private final OutputStream in;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(HEARD);
  private final Deque<String> lastLines = new ArrayDeque<>();
  private List<String> newLines = new ArrayList<>();
  private @Nullable String crashSignal;

  TrainerProcess(Process process) {
    this.process = process;
    this.in = process.getOutputStream();
    start("trainer's words", this::listen);
    start("trainer's log", this::readLog);
  }

  private static void start(String name, Runnable reading) {
    Thread thread = new Thread(reading, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    Wire wire = new Wire(process.getInputStream());
    boolean garbage = false;
    while (true) {
      try {
        String line = wire.line();
        if (line == null) {
          break;
        }
        if (garbage || line.startsWith(CRASH)) {
          keep(line.length() > LINE ? line.substring(0, LINE) + "…" : line);
        } else {
          heard.put(new Heard(Wire.parse(line), null));
        }
      } catch (NotAMessage e) {
        // Read on: what is said after it may explain it, and must not fill the pipe.
        if (!garbage) {
          tell(new Heard(null, e.getMessage()));
        }
        garbage = true;
      } catch (IOException | InterruptedException e) {
        // The process is gone, or is to go: the end is told below.
        break;
      }
    }
    tell(new Heard(null, null));
  }

  private void tell(Heard last) {
    try {
      heard.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readLog() {
    try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        keep(Legible.fit(line, LINE));
      }
    } catch (IOException e) {
      keep("the log could not be read: " + e.getMessage());
    }
  }

  private synchronized void keep(String line) {
    Matcher report = SIGNAL.matcher(line);
    if (report.find()) {
      crashSignal = report.group(1);
    }
    newLines.add(line);
    lastLines.addLast(line);
    if (lastLines.size() > LAST_LINES) {
      lastLines.removeFirst();
    }
  }

  /** The log's lines since the last call. */
  synchronized List<String> newLines() {
    List<String> lines = newLines;
    newLines = new ArrayList<>();
    return lines;
  }

  /** The signal that Java's own report of its crash names; null where there is none. */
  synchronized @Nullable String crashSignal() {
    return crashSignal;
  }

  synchronized List<String> lastLines() {
    return List.copyOf(lastLines);
  }

  /** The next thing heard, or null when nothing is within the time. */
  @Nullable Heard next(Duration patience) throws InterruptedException {
    return heard.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A process that does not take it is dying, which is heard elsewhere. */
  void send(Message message) {
    try {
      in.write(Wire.write(message));
      in.flush();
    } catch (IOException e) {
      keep("the trainer takes no more commands: " + e.getMessage());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process by SIGKILL and returns its exit code. */
  int kill() throws InterruptedException {
    process.destroyForcibly();
    return process.waitFor();
  }

  /** Kills the process by SIGKILL and does not await its end. */
  void destroy() {
    process.destroyForcibly();
  }

  /** Closes its input, at which an idle trainer ends. */
  void dismiss() {
    try {
      in.close();
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /** Returns whether it ends by itself within a time. */
  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Resident memory in bytes; 0 where the system does not tell. */
  long residentBytes() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
