package org.normlab.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.environment.EpisodeEnd;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.TrainingSize;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Attempts;
import org.normlab.job.presence.WorkerRegistry;
import org.normlab.run.Checkpoints;
import org.normlab.run.Episodes;
import org.normlab.run.Points;
import org.normlab.run.StoredCheckpoint;
import org.normlab.run.web.TinyCheckpoint;
import org.normlab.train.Point;
import org.normlab.train.file.Sha256;
import org.normlab.web.AnswersTest.Request;

/** One request for each operation on jobs and runs, each on a job of its own. */
final class RequestsOfJobs {
  private final ServedApi api;
  private final Path folder;

  RequestsOfJobs(ServedApi api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  Map<String, Request> all() {
    Map<String, Request> all = new HashMap<>();
    String id = "/jobs/{id}";
    String run = id + "/runs/{number}";
    all.put("post /jobs", () -> api.service.post("/jobs", ServedApi.job("")));
    all.put("post /jobs/validate", () -> api.service.post("/jobs/validate", ServedApi.job("")));
    all.put("get /jobs", () -> got("/jobs", measured()));
    all.put("get /runs", () -> got("/runs?orderBy=seed&limit=1", measured()));
    all.put("get /export/runs", () -> got("/export/runs?format=csv", measured()));
    all.put("get /export/points", () -> got("/export/points?format=csv", measured()));
    all.put("patch " + id, () -> api.service.patch(queued(), "{\"priority\":3}", "If-Match", "*"));
    all.put("post " + id + "/cancel", () -> api.service.post(queued() + "/cancel", ""));
    all.put("post " + id + "/retry", () -> api.service.post(cancelled() + "/retry", ""));
    for (String part :
        List.of("", "/runs", "/metrics", "/attempts", "/log", "/inputs.json", "/export.json")) {
      all.put("get " + id + part, () -> api.service.get(measured() + part));
    }
    all.put("get " + id + "/means", () -> api.service.get(measured() + "/means"));
    all.put("get " + id + "/series", () -> api.service.get(measured() + "/series?name=train.loss"));
    all.put("get " + run, () -> api.service.get(measured() + "/runs/0"));
    String series = "/series?name=train.loss&points=1";
    all.put("get " + run + "/series", () -> api.service.get(measured() + "/runs/0" + series));
    String probes = "/probes?quantity=meanAfter&points=9";
    all.put("get " + run + "/probes", () -> api.service.get(measured() + "/runs/0" + probes));
    for (String file : List.of("/weights.npz", "/weights.safetensors")) {
      all.put("get " + run + file, () -> api.service.get(saved() + "/runs/0" + file));
    }
    all.put("get " + run + "/episode", () -> api.service.get(shown() + "/runs/0/episode"));
    all.put(
        "get " + id + "/norms.safetensors",
        () -> api.service.get(recorded() + "/norms.safetensors"));
    return all;
  }

  /** Asks once there is a job. */
  private Service.Answer got(String address, String job) throws Exception {
    return api.service.get(address, "Normlab-Test", job);
  }

  private String queued() throws Exception {
    return ServedApi.path(api.submit(""));
  }

  private String cancelled() throws Exception {
    String path = queued();
    api.service.post(path + "/cancel", "{\"reason\":\"a test\"}");
    return path;
  }

  private String claimed(String more) throws Exception {
    String id = api.submit(more).path("id").asString();
    api.application.getBean(WorkerRegistry.class).hear("w", List.of("cpu/0"), null);
    attempts().claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    return id;
  }

  private Attempts attempts() {
    return api.application.getBean(Attempts.class);
  }

  private String measured() throws Exception {
    String id = claimed("");
    List<Point> points =
        List.of(
            new Point(0, 1, "train.loss", 2),
            new Point(0, 2, "train.loss", 1),
            new Point(0, 0, "probe.hidden.0.norm.meanAfter", 0.5));
    api.application.getBean(Points.class).append(new Claim(id, 1), points);
    attempts().log(new Claim(id, 1), List.of("a line"));
    return "/jobs/" + id;
  }

  private String shown() throws Exception {
    String agents =
        "{\"environment\":{\"name\":\"cartpole\"},\"architecture\":{\"type\":\"mlp\"},"
            + "\"normalization\":{\"type\":\"none\"}}";
    String id = api.service.post("/jobs", agents).json().path("id").asString();
    attempts().claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    api.application
        .getBean(Episodes.class)
        .store(new Claim(id, 1), 0, 0, new StoredEpisode(new byte[] {0, 1}, 2, EpisodeEnd.CUT));
    return "/jobs/" + id;
  }

  private String saved() throws Exception {
    String id = claimed(",\"seeds\":[1,2]");
    attempts().started(new Claim(id, 1), new TrainingSize(6, 2, 1, 20));
    Path file = Files.write(folder.resolve("checkpoint"), TinyCheckpoint.of(5, -1, -1));
    api.application
        .getBean(Checkpoints.class)
        .store(
            new Claim(id, 1), new StoredCheckpoint(0, 1, 5, file.toString(), Sha256.of(file), 9));
    return "/jobs/" + id;
  }

  private String recorded() throws Exception {
    String id =
        claimed(",\"recordNorms\":true,\"optimizer\":{\"type\":\"sgd\",\"weightDecay\":0.01}");
    attempts().runEnded(new Claim(id, 1), new RunEnd(0, RunOutcome.COMPLETED, 60, "", Map.of()));
    Path file = Files.writeString(folder.resolve("norms"), "norms in a file");
    api.application
        .getBean(Artifacts.class)
        .store(
            new Claim(id, 1),
            new StoredArtifact(StoredArtifact.NORMS, 1, file.toString(), Sha256.of(file), 15));
    attempts()
        .finish(
            new Claim(id, 1),
            new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    return "/jobs/" + id;
  }
}
