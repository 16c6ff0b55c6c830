package org.normlab.job.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSets;
import org.normlab.data.file.MissingData;
import org.normlab.job.Job;
import org.normlab.job.life.Jobs;
import org.normlab.storage.StorageLayout;
import org.normlab.train.SupervisedSpec;
import org.normlab.web.Etag;
import org.normlab.web.ProblemView;
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

/** A job as it ran, whole, to be kept beside its weights. */
@RestController
@Tag(name = "Jobs")
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

  @Operation(operationId = "exportJob", summary = "Export a job as it ran, whole, to be kept")
  @GetMapping("/export.json")
  @Nullable ResponseEntity<JobExport> export(@PathVariable String id, WebRequest request) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    String etag = "\"%d-%s\"".formatted(version, build.of("version"));
    return Etag.unlessHeld(request, etag, () -> view(id));
  }

  /**
   * Returns what was done to the data before the network saw them: from the data as they are now,
   * which must be those that the job read. One reader at a time, since a set of images is read
   * whole.
   */
  @Operation(
      operationId = "showInputs",
      summary = "Show what was done to the data before the network saw them")
  @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "409",
      description = "The data are not those that the job read",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemView.class)))
  @ApiResponse(
      responseCode = "410",
      description = "The data cannot be read any more",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemView.class)))
  @GetMapping("/inputs.json")
  synchronized InputsView inputs(@PathVariable String id) {
    Job job = jobs.find(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    if (!(JobJson.trusted(job.spec()).training() instanceof SupervisedSpec training)) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          "the job trains agents, which have no data: what they act in is its environment, %s"
              .formatted(job.data()));
    }
    int window = training.architecture().window();
    try {
      String digest = unchanged.digest(job, training.data());
      return InputsView.of(DataSets.inputs(training.data(), home.dataHome(), window), digest);
    } catch (MissingData | IOException e) {
      throw new Refusal(
          HttpStatus.GONE, "the data of this job cannot be read any more: " + e.getMessage());
    }
  }

  /** Returns what {@code GET /jobs/{id}} says, then who trained it, then what wrote this. */
  private JobExport view(String id) {
    Job job = jobs.find(id).orElseThrow(() -> JobAddress.missing(id));
    return new JobExport(
        JobView.of(job, jobs.runs(id)),
        jobs.attempts(id).stream().map(AttemptView::of).toList(),
        new JobExport.ExportedBy(
            build.of("version"),
            build.of("djl"),
            build.of("pytorch"),
            Runtime.version().toString()));
  }
}
