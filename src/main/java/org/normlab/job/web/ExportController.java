package org.normlab.job.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSets;
import org.normlab.data.file.MissingData;
import org.normlab.job.Job;
import org.normlab.job.Jobs;
import org.normlab.storage.StorageLayout;
import org.normlab.train.TrainingSpec;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.node.ObjectNode;

/** A job as it ran, whole, to be kept beside its weights. */
@RestController
@WhereApiIsServed
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class ExportController {
  private final Jobs jobs;
  private final StorageLayout home;
  private final BuildVersions build;
  private final UnchangedData unchanged;

  ExportController(Jobs jobs, StorageLayout home, BuildVersions build, UnchangedData unchanged) {
    this.jobs = jobs;
    this.home = home;
    this.unchanged = unchanged;
    this.build = build;
  }

  @GetMapping("/export.json")
  @Nullable ResponseEntity<ObjectNode> export(@PathVariable String id, WebRequest request) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    String etag = "\"%d-%s\"".formatted(version, build.of("version"));
    return Etag.unlessHeld(request, etag, () -> view(id));
  }

  /**
   * What was done to the data before the network saw them: from the data as they are now, which
   * must be those that the job read. One reader at a time, since a set of images is read whole.
   */
  @GetMapping("/inputs.json")
  synchronized ObjectNode inputs(@PathVariable String id) {
    Job job = jobs.find(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    TrainingSpec training = JobJson.trusted(job.spec()).training();
    int window = training.architecture().window();
    try {
      String digest = unchanged.digest(job, training.data());
      return View.inputs(DataSets.inputs(training.data(), home.dataHome(), window), digest);
    } catch (MissingData | IOException e) {
      throw new Refusal(
          HttpStatus.GONE, "the data of this job cannot be read any more: " + e.getMessage());
    }
  }

  /** What {@code GET /jobs/{id}} says, then who trained it, then what wrote this. */
  private ObjectNode view(String id) {
    Job job = jobs.find(id).orElseThrow(() -> JobAddress.missing(id));
    ObjectNode view = View.job(job, jobs.runs(id));
    view.set("attempts", View.list(jobs.attempts(id).stream().map(View::attempt).toList()));
    view.putObject("exportedBy")
        .put("normlab", build.of("version"))
        .put("djl", build.of("djl"))
        .put("pytorch", build.of("pytorch"))
        .put("java", Runtime.version().toString());
    return view;
  }
}
