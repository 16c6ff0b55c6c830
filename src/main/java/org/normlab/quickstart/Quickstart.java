package org.normlab.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * {@code java -jar normlab.jar quickstart}: compares four methods on a deep network through the
 * HTTP API of a running service, or of one that it starts for itself, and prints a table.
 */
public final class Quickstart {
  private static final Duration WORKER_START = Duration.ofSeconds(30);
  private static final Duration JOB_START = Duration.ofMinutes(2);

  private final Service service;
  private final boolean keep;
  private final PrintStream out;

  private Quickstart(Service service, boolean keep, PrintStream out) {
    this.service = service;
    this.keep = keep;
    this.out = out;
  }

  /** Runs the command and ends the process with the exit code that the usage text lists. */
  public static void main(List<String> arguments) {
    if (arguments.contains("--help")) {
      System.out.print(Options.USAGE);
      System.exit(0);
    }
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      Options options = Options.read(arguments);
      out.printf(
          "Normlab quickstart: %d methods × %d seeds, an MLP of %d layers on handwritten digits%n",
          Comparison.METHODS.size(), Comparison.SEEDS, Comparison.LAYERS);
      try (Service service = Service.find(options, out)) {
        return new Quickstart(service, options.keep(), out).compare();
      }
    } catch (Stop stop) {
      err.println("quickstart: " + stop.getMessage());
      return stop.code();
    } catch (IOException e) {
      err.println("quickstart: " + e);
      return Stop.NO_SERVICE;
    } catch (InterruptedException e) {
      return Stop.INTERRUPTED;
    }
  }

  private int compare() throws IOException, InterruptedException, Stop {
    Client client = service.client();
    out.printf("%s service at %s%n", service.isOwn() ? "Started a" : "Using the", client.url());
    requireWorkers(client);
    String tag = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    List<String> ids = Comparison.submit(client, tag);
    List<JsonNode> jobs = watch(client, ids);
    List<JsonNode> done = jobs.stream().filter(job -> is(job, "SUCCEEDED")).toList();
    List<Row> rows = new ArrayList<>();
    for (JsonNode job : done) {
      rows.add(Row.of(client, job));
    }
    out.printf("%n%s%n", rows.isEmpty() ? "No job succeeded." : Table.of(rows));
    jobs.stream().filter(job -> !is(job, "SUCCEEDED")).forEach(this::explain);
    tellWhereToLook(client);
    return done.size() == jobs.size() ? 0 : Stop.JOB_FAILED;
  }

  /** Ctrl-C ends the watching, not the jobs: says what becomes of them. */
  private List<JsonNode> watch(Client client, List<String> ids)
      throws IOException, InterruptedException, Stop {
    AtomicReference<String> farewell = new AtomicReference<>(farewell(client, ids));
    Thread interrupted = new Thread(() -> System.err.print(farewell.get()), "farewell");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return new Watch(client, ids, JOB_START).toTheEnd();
    } finally {
      farewell.set("");
    }
  }

  private String farewell(Client client, List<String> ids) {
    if (service.isOwn()) {
      return "%nInterrupted. Jobs that had not ended wait in ./normlab-data and go on with%n"
          .concat("  java -jar target/normlab.jar%n")
          .formatted();
    }
    StringBuilder text =
        new StringBuilder(
            "%nInterrupted. The jobs go on at %s; to cancel them:%n".formatted(client.url()));
    for (String id : ids) {
      text.append("  curl -X POST %s/api/v1/jobs/%s/cancel%n".formatted(client.url(), id));
    }
    return text.toString();
  }

  /**
   * A service that was just started here has its worker a moment later; one that keeps no list of
   * workers is believed to have some until no job starts.
   */
  private void requireWorkers(Client client) throws IOException, InterruptedException, Stop {
    long deadline = System.nanoTime() + (service.isOwn() ? WORKER_START : Duration.ZERO).toNanos();
    while (client.find("/workers").filter(found -> found.path("workers").isEmpty()).isPresent()) {
      if (System.nanoTime() >= deadline) {
        throw new Stop(
            Stop.NO_WORKER,
            "the service at %s has no worker, so jobs would wait; start one (normlab.worker.enabled=true)"
                .formatted(client.url()));
      }
      Thread.sleep(100);
    }
  }

  private void explain(JsonNode job) {
    out.printf(
        "%s %s: %s%n",
        job.path("name").asString(),
        job.path("state").asString(),
        job.path("reason").asString("no reason given"));
  }

  private void tellWhereToLook(Client client) throws InterruptedException {
    if (!service.isOwn()) {
      out.printf("Curves and runs: %s%n", client.url());
    } else if (keep) {
      out.printf("Curves and runs: %s (until Ctrl-C)%n", client.url());
      service.await();
    } else {
      out.printf(
          "Curves and runs: `java -jar target/normlab.jar` serves them at %s%n", Options.USUAL);
    }
  }

  private static boolean is(JsonNode job, String state) {
    return job.path("state").asString().equals(state);
  }
}
