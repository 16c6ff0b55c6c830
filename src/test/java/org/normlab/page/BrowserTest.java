package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.page.SampleJobs.JOB;
import static org.normlab.page.SampleJobs.PROBES;
import static org.normlab.page.SampleJobs.RUNS;
import static org.normlab.page.SampleJobs.SWEEP;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as headless Chromium draws it. */
class BrowserTest {
  private final PageServer server;
  private String job = JOB;
  private String metrics = "{\"metrics\": [\"train.loss\"]}";
  private String runs = "{\"runs\": [], \"nextCursor\": null}";
  private String episode = SampleJobs.EPISODE;
  private String jobs = "{\"jobs\": [], \"nextCursor\": null}";

  BrowserTest() throws IOException {
    server = new PageServer(this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEmptyServiceSaysHowToBegin(@TempDir Path profile) throws Exception {
    assertThat(drawn("/", profile))
        .contains("No jobs yet", "curl http://127.0.0.1:", "quickstart --url");
  }

  @Test
  void theListShowsJobsAndNoMarkupOfTheirNames(@TempDir Path profile) throws Exception {
    jobs = "{\"jobs\": [%s], \"nextCursor\": null}".formatted(JOB);

    assertThat(drawn("/", profile))
        .contains("deep &lt;b&gt;digits&lt;/b&gt;", "data-state=\"SUCCEEDED\"", ">3/3<", ">13 s<");
  }

  @Test
  void theListSaysThatRunsDiverged(@TempDir Path profile) throws Exception {
    String allDiverged = Edited.with(JOB, "\"divergedRuns\": 1", "\"divergedRuns\": 3");
    jobs =
        "{\"jobs\": [%s, %s], \"nextCursor\": null}"
            .formatted(JOB, Edited.with(allDiverged, "\"7\"", "\"8\""));

    assertThat(drawn("/", profile))
        .contains(" succeeded<span class=\"warning\">, 1 of 3 diverged</span>")
        .contains("data-state=\"DIVERGED\" title=\"succeeded\"", " all 3 diverged<")
        .containsOnlyOnce("> succeeded");
  }

  @Test
  void aJobShowsItsRunsTheirMeanAndACanvas(@TempDir Path profile) throws Exception {
    assertThat(drawn("/#/jobs/7", profile))
        .contains("mlp · hidden 3 × 64", "seed 1", "diverged", "loss became NaN")
        // t(0.975, 1) · 0.01414 / √2
        .contains("0.9600 ± 0.1271")
        .contains("mean of 2 seeds", "<canvas")
        .contains(", 1 of 3 diverged")
        .doesNotContain("Best epoch")
        .contains("second line of the log")
        .contains("href=\"api/v1/jobs/7/runs/1/weights.safetensors\"", "jobs/7/export.json\"");
  }

  @Test
  void aJobWithoutProbesSaysHowToLookInside(@TempDir Path profile) throws Exception {
    assertThat(drawn("/#/jobs/7", profile))
        .contains("Inside the network", "<code>\"probe\": {\"every\": 1}</code>")
        .doesNotContain("Draw this layer");
  }

  @Test
  void probesShowEveryLayerAndCurvesOfSome(@TempDir Path profile) throws Exception {
    metrics =
        """
        {"metrics": ["probe.hidden.0.norm.meanAfter", "probe.hidden.1.norm.meanAfter",
                     "probe.hidden.0.norm.varianceBefore", "train.loss"]}
        """;

    String drawn = drawn("/#/jobs/7?probe=meanAfter&layers=hidden.1.norm", profile);
    assertThat(drawn)
        .contains("selected=\"\">mean after the site", ">variance before the site<")
        .contains("aria-pressed=\"false\">hidden.0.norm<", "aria-pressed=\"true\">hidden.1.norm<")
        .contains("aria-label=\"hidden.0.norm: last 0.5000\"", "−2 … 0 … 2 · steps 0 … 20")
        .contains("meanAfter over steps of hidden.1.norm\"")
        .contains("quantity=meanAfter&amp;points=")
        .doesNotContain("Nobody looked inside: with");
    String chips = drawn.substring(drawn.indexOf("\"chips\""), drawn.indexOf("Inside the"));
    assertThat(chips).contains("train.loss").doesNotContain("probe.");
  }

  @Test
  void aSweepIsSummarizedAPointWithoutWhatDiverged(@TempDir Path profile) throws Exception {
    job = SWEEP;

    String drawn = drawn("/#/jobs/7", profile);
    String feet = drawn.substring(drawn.indexOf("<tfoot>"), drawn.indexOf("</tfoot>"));
    assertThat(feet.replaceAll("<[^>]*>", "|").replaceAll("\\|+", "|"))
        .isEqualTo(
            "|mean ± 95 % CI|0.1|n = 3|, 1 diverged|0.9600 ± 0.0248|0.1"
                + "|mean ± 95 % CI|0.5|n = 1|, 1 diverged|0.9300|–"
                + "|mean ± 95 % CI|0.9|n = 0|, 2 diverged|–|–|");
  }

  @Test
  void aRunThatTrainsHasNoLinkToItsWeights(@TempDir Path profile) throws Exception {
    job =
        Edited.with(
            JOB, "\"run\": 2, \"seed\": 2, \"outcome\": \"COMPLETED\"", "\"run\": 2, \"seed\": 2");

    assertThat(drawn("/#/jobs/7", profile))
        .contains("seed 2", "jobs/7/runs/0/weights")
        .doesNotContain("jobs/7/runs/2/weights");
  }

  @Test
  void runsOfAllJobsAreATableThatCanBeOrderedAndSaved(@TempDir Path profile) throws Exception {
    runs = RUNS;

    String drawn =
        drawn("/#/runs?filter=seed+%3E+1&orderBy=metrics.%22test.accuracy%22+DESC", profile);
    assertThat(drawn)
        .contains("aria-current=\"page\">Runs<", ">3 first runs<")
        .contains("href=\"#/jobs/7?run=2\"", "deep &lt;b&gt;digits&lt;/b&gt;", ">0.9700<", ">0.05<")
        .contains("data-state=\"DIVERGED\"", "data-state=\"RUNNING\"")
        .contains("aria-sort=\"descending\"", "data-key=\"metrics.&quot;test.accuracy&quot;\"")
        .contains("api/v1/export/runs?format=parquet&amp;filter=seed+%3E+1&amp;orderBy=metrics.")
        .contains("api/v1/export/points?format=csv&amp;filter=seed+%3E+1\"", "Show more");
  }

  @Test
  void aFaultyFilterIsMarkedWhereItIsFaulty(@TempDir Path profile) throws Exception {
    runs =
        """
        {"title": "Bad Request", "status": 400, "position": 10,
         "detail": "filter, character 10: received `OR`; allowed: AND or the end"}
        """;

    assertThat(drawn("/#/runs?filter=seed+%3D+1+OR+run+%3D+2", profile))
        .contains("received `OR`; allowed: AND or the end — seed = 1 ▸OR run = 2</p>")
        .contains("aria-invalid=\"true\"")
        .doesNotContain("<tbody>", "No runs fit");
  }

  @Test
  void whereThereIsNoRunThePageSaysWhy(@TempDir Path profile) throws Exception {
    assertThat(drawn("/#/runs", profile)).contains("No jobs yet").doesNotContain("No run fits");
    assertThat(drawn("/#/runs?filter=seed+%3E+1", profile.resolve("other")))
        .contains("No run fits this filter")
        .doesNotContain("No jobs yet");
  }

  @Test
  void agentsShowReturnsAndAnEpisode(@TempDir Path profile) throws Exception {
    job = SampleJobs.AGENTS;
    metrics = "{\"metrics\": [\"exploration\", \"return\", \"train.loss\"]}";

    String drawn = drawn("/#/jobs/7", profile, "--force-prefers-reduced-motion");
    assertThat(drawn)
        .contains("<dt>Environment</dt><dd>minatar/breakout</dd>", "<dt>Agent</dt><dd>dqn")
        .contains("<dt>Environment steps</dt>", ">return</strong>", "environment step 2")
        .contains("run 0, seed 0", "data-channel=\"3\"></span>brick</li>", ">Play<")
        .contains("aria-label=\"minatar/breakout, played by run 0\"")
        .contains("step 0 of 2 · return so far 0 · action: left")
        .contains("aria-valuetext=\"step 0 of 2")
        .doesNotContain("<dt>Data</dt>", "<dt>Epochs</dt>", ">train.loss</strong>", "undefined");
  }

  @Test
  void anEpisodeMovesToItsEnd(@TempDir Path profile) throws Exception {
    job = SampleJobs.AGENTS;

    assertThat(drawn("/#/jobs/7", profile))
        .contains("step 2 of 2 · return so far 1 · ended by the rules", ">Play<");
  }

  @Test
  void agentsThatTrainSayWhenThereWillBeAnEpisode(@TempDir Path profile) throws Exception {
    job = SampleJobs.AGENTS;
    episode =
        """
        {"title": "Conflict", "status": 409, "detail": "run 0 has no episode of visit 0 yet"}
        """;

    assertThat(drawn("/#/jobs/7", profile))
        .contains(
            "No episode yet: one of each agent is recorded", "trained to the end of its steps.");
  }

  @Test
  void aJobOfDataHasNoEpisode(@TempDir Path profile) throws Exception {
    assertThat(drawn("/#/jobs/7", profile))
        .contains("<section hidden=\"\"><h2>Episode</h2>")
        .doesNotContain("No episode yet");
  }

  @Test
  void theListShowsTheEnvironmentOfAgents(@TempDir Path profile) throws Exception {
    jobs = "{\"jobs\": [%s], \"nextCursor\": null}".formatted(SampleJobs.AGENTS);

    assertThat(drawn("/", profile)).contains("title=\"minatar/breakout\">minatar/breakout<");
  }

  private String drawn(String path, Path profile, String... flags)
      throws IOException, InterruptedException {
    return Browser.drawn(server.address(path), profile, 5, flags);
  }

  private String answer(String path) {
    return switch (path) {
      case "jobs" -> jobs;
      case "runs" -> runs;
      case "jobs/7" -> job;
      case "jobs/7/metrics" -> metrics;
      case "jobs/7/means" -> SampleJobs.means(job);
      case "jobs/7/runs/0/episode" -> episode;
      case "jobs/7/runs/0/probes" -> PROBES;
      case "jobs/7/series" ->
          """
          {"name": "train.loss", "runs": [{"run": 0, "seed": 0, "points": [[1, 2.0], [2, 1.0]]},
                                          {"run": 1, "seed": 1, "points": [[1, 3.0], [2, 2.0]]}]}
          """;
      case "jobs/7/attempts" -> "{\"attempts\": []}";
      case "jobs/7/log" ->
          "{\"lines\": [{\"text\": \"first\"}, {\"text\": \"second line of the log\"}]}";
      case "workers" -> "{\"workers\": []}";
      default -> "{}";
    };
  }
}
