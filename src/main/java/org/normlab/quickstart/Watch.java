package org.normlab.quickstart;

import java.io.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import tools.jackson.databind.JsonNode;

/** Follows jobs to their ends and shows how far they are. */
final class Watch {
  private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final long PAUSE_MILLIS = 250;
  private static final int COLUMNS = 100;
  private static final int OUTAGES = 40;

  private final Client client;
  private final List<String> ids;
  private final long deadline;
  private int outages;

  /**
   * Begins to watch.
   *
   * @param patience until the first job must have been started
   */
  Watch(Client client, List<String> ids, Duration patience) {
    this.client = client;
    this.ids = ids;
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** Returns the jobs once all have ended. */
  List<JsonNode> toTheEnd() throws IOException, InterruptedException, Stop {
    if (!isSeen()) {
      return follow(jobs -> {});
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Training")
            .setInitialMax((long) ids.size() * Comparison.EPOCHS)
            .setUnit(" epochs", 1)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setUpdateIntervalMillis((int) PAUSE_MILLIS)
            .hideEta()
            // The consumer that measures the terminal takes Ctrl-C away from the JVM.
            .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
            .build()) {
      return follow(
          jobs -> {
            bar.stepTo(jobs.stream().mapToLong(Watch::epochs).sum());
            bar.setExtraMessage(training(jobs));
          });
    }
  }

  /** Returns whether a person watches; a bar in a file is noise. */
  @SuppressWarnings("SystemConsoleNull") // its contract still allows null
  private static boolean isSeen() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private interface Display {
    void show(List<JsonNode> jobs);
  }

  private List<JsonNode> follow(Display display) throws IOException, InterruptedException, Stop {
    while (true) {
      List<JsonNode> jobs = look();
      boolean complete = jobs.size() == ids.size();
      if (complete) {
        display.show(jobs);
      }
      if (complete && jobs.stream().allMatch(Watch::hasEnded)) {
        return jobs;
      }
      if (complete && jobs.stream().allMatch(Watch::waits) && System.nanoTime() > deadline) {
        throw new Stop(
            Stop.NO_WORKER,
            "no job was started; has the service at %s a worker (normlab.worker.enabled=true)?"
                .formatted(client.url()));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** A service that is gone for a moment is no reason to give up. */
  private List<JsonNode> look() throws IOException, InterruptedException, Stop {
    List<JsonNode> jobs = new ArrayList<>();
    try {
      for (String id : ids) {
        jobs.add(client.get("/jobs/" + id));
      }
      outages = 0;
    } catch (IOException e) {
      if (++outages > OUTAGES) {
        throw new Stop(Stop.NO_SERVICE, "the service at " + client.url() + " is gone: " + e);
      }
    }
    return jobs;
  }

  /** Queued, and never tried. */
  private static boolean waits(JsonNode job) {
    return job.path("state").asString().equals("QUEUED") && job.path("attempt").asInt(0) == 0;
  }

  private static boolean hasEnded(JsonNode job) {
    return ENDS.contains(job.path("state").asString());
  }

  private static long epochs(JsonNode job) {
    return hasEnded(job)
        ? Comparison.EPOCHS
        : Math.round(Comparison.EPOCHS * job.path("progress").asDouble(0));
  }

  private static String training(List<JsonNode> jobs) {
    return jobs.stream()
        .filter(job -> job.path("state").asString().equals("RUNNING"))
        .map(job -> job.path("spec").path("normalization").path("type").asString())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
