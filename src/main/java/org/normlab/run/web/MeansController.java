package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.normlab.job.life.Jobs;
import org.normlab.job.web.JobAddress;
import org.normlab.web.Etag;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Answers with means over the seeds of a job. They change only with the job's version. */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
class MeansController {
  private static final double LEVEL = 0.95;

  private final Jobs jobs;

  MeansController(Jobs jobs) {
    this.jobs = jobs;
  }

  @Operation(
      operationId = "showMeans",
      summary =
          "Show means and their intervals over the seeds of each point of a job's sweep, without"
              + " runs that diverged")
  @GetMapping(path = "/api/v1/jobs/{id}/means", produces = MediaType.APPLICATION_JSON_VALUE)
  @Nullable ResponseEntity<JobMeans> means(@PathVariable String id, WebRequest request) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    return Etag.unlessHeld(request, Etag.of(version), () -> JobMeans.of(jobs.runs(id), LEVEL));
  }
}
