package org.normlab.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.environment.EpisodeEnd;
import org.normlab.environment.EpisodeRecorder;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.run.Episodes;
import org.normlab.train.ControlSpec;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import org.normlab.wire.JobJson;
import tools.jackson.databind.JsonNode;

/** Episodes of trained agents over HTTP. */
class EpisodeApiTest extends ServedApi {
  private static final String GRID =
      "\"architecture\":{\"type\":\"convnet\",\"channels\":[16],\"dense\":128}";

  private static String agents(String environment, String more) {
    String network =
        environment.contains("minatar")
            ? GRID
            : "\"architecture\":{\"type\":\"mlp\",\"hidden\":[64,64]}";
    return "{\"environment\":{%s},\"normalization\":{\"type\":\"layer\"},%s,\"seeds\":[4,7]%s}"
        .formatted(environment, network, more);
  }

  private static String named(String environment) {
    return agents("\"name\":\"" + environment + "\"", "");
  }

  private static String inTurn() {
    return agents(
        "\"sequence\":[\"minatar/breakout\",\"minatar/seaquest\"],\"cycles\":2",
        ",\"stepsPerVisit\":200000");
  }

  private String submitted(String job) throws Exception {
    Answer answer = service.post("/jobs", job);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String id = answer.json().path("id").asString();
    application.getBean(Attempts.class).claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    return id;
  }

  /** Plays always the first and the last action in turn. */
  private StoredEpisode play(String id, String job, int run, int visit) {
    ControlSpec spec = (ControlSpec) JobJson.trusted(job).training();
    long[] seed = {spec.seeds().get(run)};
    EpisodeRecorder recorder =
        new EpisodeRecorder(spec.environment().visits().get(visit), seed, visit);
    int last = recorder.environments().actions() - 1;
    for (int step = 0; !recorder.isOver(); step++) {
      recorder.step(new long[] {step % 2 == 0 ? 0 : last});
    }
    StoredEpisode episode = recorder.episode(0);
    store(id, run, visit, episode);
    return episode;
  }

  private void store(String id, int run, int visit, StoredEpisode episode) {
    application.getBean(Episodes.class).store(new Claim(id, 1), run, visit, episode);
  }

  private static String path(String id, int run) {
    return "/jobs/%s/runs/%d/episode".formatted(id, run);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cartpole", "acrobot", "mountain-car", "minatar/freeway", "minatar/breakout"})
  void theReplayedReturnIsTheStoredOne(String environment) throws Exception {
    String job = named(environment);
    String id = submitted(job);
    StoredEpisode episode = play(id, job, 1, 0);
    JsonNode answer = service.get(path(id, 1)).json();
    assertThat(answer.path("environment").asString()).isEqualTo(environment);
    assertThat(answer.path("return").asLong()).isEqualTo(episode.returned());
    assertThat(answer.path("ended").asString()).isEqualTo(episode.end().name());
    assertThat(sum(answer.path("rewards"))).isEqualTo(episode.returned());
    assertThat(answer.path("actions").size())
        .isEqualTo(answer.path("rewards").size())
        .isEqualTo(episode.length());
    assertThat(answer.path("observed").size()).isEqualTo(answer.at("/shape/0").asInt());
    assertFrames(answer, episode.length() + 1);
  }

  private static long sum(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false).mapToLong(JsonNode::asLong).sum();
  }

  private static void assertFrames(JsonNode answer, int frames) {
    if (answer.has("bits")) {
      int channels = answer.at("/shape/0").asInt();
      byte[] bits = Base64.getDecoder().decode(answer.path("bits").asString());
      assertThat(bits).hasSize(frames * ((100 * channels + 7) / 8));
      assertThat(answer.has("numbers")).isFalse();
    } else {
      assertThat(answer.path("numbers").size()).isEqualTo(frames);
      assertThat(answer.at("/numbers/0").size()).isEqualTo(answer.at("/shape/0").asInt());
    }
  }

  @Test
  void showsTheLatestVisitUnlessOneIsGiven() throws Exception {
    String job = inTurn();
    String id = submitted(job);
    play(id, job, 0, 0);
    play(id, job, 0, 1);
    JsonNode latest = service.get(path(id, 0)).json();
    assertThat(latest.path("environment").asString()).isEqualTo("minatar/seaquest");
    assertThat(latest.path("visits").toString()).isEqualTo("[0,1]");
    assertThat(latest.path("shape").toString()).isEqualTo("[10,10,10]");
    JsonNode first = service.get(path(id, 0) + "?visit=0").json();
    assertThat(first.path("environment").asString()).isEqualTo("minatar/breakout");
    assertThat(first.path("shape").toString()).isEqualTo("[4,10,10]");
  }

  @Test
  void aPollThatFindsNothingNewIsToldSo() throws Exception {
    String job = named("cartpole");
    String id = submitted(job);
    play(id, job, 0, 0);
    Answer answer = service.get(path(id, 0));
    assertThat(service.get(path(id, 0), "If-None-Match", answer.etag()).status()).isEqualTo(304);
    play(id, job, 1, 0);
    assertThat(service.get(path(id, 0), "If-None-Match", answer.etag()).status()).isEqualTo(304);
    store(id, 0, 0, new StoredEpisode(new byte[] {0, 1}, 2, EpisodeEnd.CUT));
    assertThat(service.get(path(id, 0), "If-None-Match", answer.etag()).status()).isEqualTo(200);
  }

  @Test
  void saysWhyThereIsNone() throws Exception {
    assertProblem(
        service.get(path(submit("")) + "/runs/0/episode"), 404, "the job has no environment");
    assertProblem(service.get(path("none", 0)), 404, "there is no job");
    String job = inTurn();
    String id = submitted(job);
    assertProblem(service.get(path(id, 2)), 404, "the job has runs 0 to 1; received 2");
    assertProblem(service.get(path(id, 0)), 409, "run 0 has no episode of visit 0 yet");
    String visit = "?visit=";
    assertProblem(service.get(path(id, 0) + visit + 4), 404, "visits 0 to 3; received 4");
    assertProblem(service.get(path(id, 0) + visit + -1), 404, "visits 0 to 3; received -1");
    assertThat(service.get(path(id, 0) + visit + "x").status()).isEqualTo(400);
    application
        .getBean(Attempts.class)
        .finish(
            new Claim(id, 1), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "a test", null));
    assertProblem(service.get(path(id, 0)), 404, "the job is FAILED");
  }

  /** Its job goes on with other runs, but there will be no episode to wait for. */
  @Test
  void aRunThatDivergedHasNone() throws Exception {
    String id = submitted(named("cartpole"));
    application
        .getBean(Attempts.class)
        .runEnded(new Claim(id, 1), new RunEnd(0, RunOutcome.DIVERGED, 3, "NaN", Map.of()));
    assertProblem(service.get(path(id, 0)), 404, "the run DIVERGED");
    assertProblem(service.get(path(id, 1)), 409, "run 1 has no episode of visit 0 yet");
  }

  @Test
  void anEpisodeThatComesOutDifferentlyIsNotShown() throws Exception {
    String id = submitted(named("cartpole"));
    for (StoredEpisode other :
        new StoredEpisode[] {
          new StoredEpisode(new byte[] {0, 1}, 3, EpisodeEnd.CUT),
          new StoredEpisode(new byte[] {0, 1}, 2, EpisodeEnd.TERMINATED),
          new StoredEpisode(new byte[] {0, 9}, 2, EpisodeEnd.CUT),
          new StoredEpisode(new byte[300], 300, EpisodeEnd.CUT)
        }) {
      store(id, 0, 0, other);
      assertProblem(service.get(path(id, 0)), 410, "cartpole has changed since");
    }
    store(id, 0, 0, new StoredEpisode(new byte[] {0, 1}, 2, EpisodeEnd.CUT));
    assertThat(service.get(path(id, 0)).status()).isEqualTo(200);
  }
}
