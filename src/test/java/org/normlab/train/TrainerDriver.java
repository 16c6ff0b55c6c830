package org.normlab.train;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.normlab.environment.StoredEpisode;
import org.normlab.trainer.Message;
import org.normlab.trainer.Wire;

/** A trainer process, given commands and heard as a worker does it. */
public final class TrainerDriver implements AutoCloseable {
  private static final double LEASE_SECONDS = 600;

  private final Process process;
  private final Wire events;

  TrainerDriver(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.normlab.Normlab", "trainer"));
    process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    events = new Wire(process.getInputStream());
  }

  /** A job of which a worker has the canonical JSON. */
  public record Job(String json, Path data, Path checkpoints, int width, double checkpointSeconds) {
    Message.Start start(int attempt, List<String> resume) {
      return start(attempt, resume, null);
    }

    private static Message.Checkpoint saved(String file) {
      ResumePoint point = Saved.point(Path.of(file));
      return new Message.Checkpoint(point.group(), point.step(), file, point.sha256(), 1);
    }

    Message.Start start(int attempt, List<String> resume, Message.Reference norms) {
      return new Message.Start(
          "job",
          attempt,
          Wire.tree(json),
          data.toString(),
          false,
          checkpoints.toString(),
          resume.stream().map(Job::saved).toList(),
          norms,
          width,
          1,
          "cpu",
          LEASE_SECONDS,
          checkpointSeconds);
    }
  }

  /** Follows one attempt to its end, or to the first event that satisfies {@code enough}. */
  Message.Event follow(Message.Start start, Heard heard, Predicate<Message.Event> enough)
      throws Exception {
    process.getOutputStream().write(Wire.write(start));
    process.getOutputStream().flush();
    Message.Event event = next(heard);
    while (!(event instanceof Message.Finished) && !enough.test(event)) {
      event = next(heard);
    }
    return event;
  }

  Message.Event next(Heard heard) throws Exception {
    if (!(events.read() instanceof Message.Event event)) {
      throw new AssertionError("the trainer ended with exit code " + process.waitFor());
    }
    hear(event, heard);
    return event;
  }

  private static void hear(Message.Event event, Heard heard) {
    switch (event) {
      case Message.Points points -> heard.points(points.progress(), points.points());
      case Message.Checkpoint c ->
          heard.checkpoint(c.group(), c.step(), Path.of(c.file()), c.sha256(), c.bytes());
      case Message.CheckpointRefused refused -> heard.refusals.add(refused.explanation());
      case Message.Norms n -> heard.norms(Path.of(n.file()), n.sha256(), n.bytes());
      case Message.Episode e ->
          heard.episode(e.run(), e.visit(), new StoredEpisode(e.decoded(), e.returned(), e.end()));
      case Message.RunEnded e ->
          heard.ended(e.run(), new Ending(e.outcome(), e.step(), e.reason(), e.summary()));
      case Message.Log log -> heard.log(log.text());
      case Message.Started _, Message.Finished _ -> {}
    }
  }

  long pid() {
    return process.pid();
  }

  /** By SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  long residentKilobytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
