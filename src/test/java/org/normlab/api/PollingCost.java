package org.normlab.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What polls cost a service: {@code PollingCost URL JOB PID POLLS} prints the processor time that
 * the process took per poll answered 304.
 */
final class PollingCost {
  private PollingCost() {}

  public static void main(String[] args) throws Exception {
    URI job = URI.create(args[0] + "/api/v1/jobs/" + args[1]);
    ProcessHandle service = ProcessHandle.of(Long.parseLong(args[2])).orElseThrow();
    int polls = Integer.parseInt(args[3]);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String tag =
        http.send(HttpRequest.newBuilder(job).build(), BodyHandlers.discarding())
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    HttpRequest poll = HttpRequest.newBuilder(job).header("If-None-Match", tag).build();
    for (int round = 1; round <= 3; round++) {
      long before = service.info().totalCpuDuration().orElseThrow().toNanos();
      int held = 0;
      for (int i = 0; i < polls; i++) {
        held += http.send(poll, BodyHandlers.discarding()).statusCode() == 304 ? 1 : 0;
      }
      long spent = service.info().totalCpuDuration().orElseThrow().toNanos() - before;
      System.out.printf(
          "round %d: %d polls, %d answered 304, %.3f ms of processor time each%n",
          round, polls, held, spent / 1e6 / polls);
    }
  }
}
