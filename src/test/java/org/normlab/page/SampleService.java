package org.normlab.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers of a service with jobs, runs and a study, by path. */
final class SampleService {
  static final String NOT_FOUND = "{\"status\": 404, \"detail\": \"no such thing\"}";
  static final String NO_JOBS = "{\"jobs\": [], \"nextCursor\": null}";
  static final String STUDY = resource("study.json");

  private static final String PICTURE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 80" width="500" height="80" role="img"
          aria-labelledby="picture-NAME-title picture-NAME-desc">
      <title id="picture-NAME-title">NAME of a study</title>
      <desc id="picture-NAME-desc">A cross is a run that diverged.</desc>
      <line class="axis" x1="10" y1="60" x2="490" y2="60"/>
      <g data-run="7/1"><title>seed 1: diverged</title>
      <path class="curve m1" d="M10 10L20 20M10 20L20 10"/>
      </g>
      <text x="10" y="76" text-anchor="start">batch &lt;b&gt;</text>
      </svg>
      """;

  private static final List<String> NAMES =
      List.of(
          "strip",
          "forest",
          "pareto",
          "sensitivity",
          "curves",
          "ranks",
          "aggregate",
          "improvement",
          "profile");

  private SampleService() {}

  /** What there is, to be changed by a test. */
  static Map<String, String> answers() {
    Map<String, String> answers = new HashMap<>();
    answers.put("workers", "{\"workers\": []}");
    answers.put(
        "jobs",
        "{\"jobs\": [%s, %s], \"nextCursor\": null}"
            .formatted(SampleJobs.JOB, Edited.with(SampleJobs.JOB, "\"7\"", "\"8\"")));
    answers.put("jobs/7", SampleJobs.JOB);
    answers.put("jobs/7/means", SampleJobs.means(SampleJobs.JOB));
    answers.put(
        "jobs/7/metrics",
        "{\"metrics\": [\"train.loss\", \"validation.accuracy\", \"probe.hidden.0.norm.dead\"]}");
    answers.put(
        "jobs/7/series",
        """
        {"name": "train.loss", "runs": [{"run": 0, "seed": 0, "points": [[1, 2.0], [2, 1.0]]},
                                        {"run": 1, "seed": 1, "points": [[1, 3.0], [2, 2.0]]}]}
        """);
    answers.put("jobs/7/runs/0/probes", Edited.with(SampleJobs.PROBES, "meanAfter", "dead"));
    answers.put(
        "jobs/7/attempts",
        """
        {"attempts": [{"number": 1, "state": "COMPLETED", "worker": "w/1",
          "startedAt": "2026-01-01T00:00:01Z", "endedAt": "2026-01-01T00:00:14Z",
          "exitCode": 0, "version": "0.1.0", "reason": null}]}
        """);
    answers.put("jobs/7/log", "{\"lines\": [{\"text\": \"a line of the log\"}]}");
    answers.put("runs", SampleJobs.RUNS);
    answers.put("normalizations", "{\"normalizations\": [{\"type\": \"batch\"}]}");
    answers.put("datasets", "{\"datasets\": [{\"name\": \"digits\"}]}");
    answers.put("studies", "{\"studies\": [%s], \"nextCursor\": null}".formatted(STUDY));
    answers.put("studies/s1", STUDY);
    answers.put("studies/s1/jobs", "{\"jobs\": [\"7\"]}");
    answers.put("studies/s1/comparison", resource("comparison.json"));
    answers.put("studies/s1/ranks", resource("ranks.json"));
    answers.put("studies/s1/aggregate", resource("aggregate.json"));
    answers.put("studies/s1/curves", resource("curves.json"));
    answers.putAll(pictures());
    answers.put("recipes", "{\"recipes\": [{\"name\": \"snn-uci\", \"title\": \"SNNs\"}]}");
    return answers;
  }

  /** The answer of one path. */
  static String answer(String path) {
    return Objects.requireNonNull(answers().get(path), path);
  }

  /** Pictures of the study, each of one run that diverged. */
  static Map<String, String> pictures() {
    Map<String, String> pictures = new HashMap<>();
    for (String name : NAMES) {
      pictures.put("studies/s1/pictures/" + name + ".svg", PICTURE.replace("NAME", name));
    }
    return pictures;
  }

  static String resource(String name) {
    try (InputStream in = SampleService.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
