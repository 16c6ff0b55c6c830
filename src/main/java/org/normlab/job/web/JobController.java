package org.normlab.job.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Job;
import org.normlab.job.JobFilter;
import org.normlab.job.JobState;
import org.normlab.job.life.Jobs;
import org.normlab.job.life.RunCounts;
import org.normlab.train.ControlSpec;
import org.normlab.train.SupervisedSpec;
import org.normlab.web.Body;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobSpec;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.JsonNode;

/** Submits, lists and moves jobs. */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
class JobController {
  private static final int LARGEST_PAGE = 500;

  private final Jobs jobs;
  private final RunCounts counts;
  private final JobSubmissions submissions;

  JobController(Jobs jobs, RunCounts counts, JobSubmissions submissions) {
    this.jobs = jobs;
    this.counts = counts;
    this.submissions = submissions;
  }

  @Operation(operationId = "submitJob", summary = "Submit a job")
  @ApiResponse(
      responseCode = "201",
      description = "The job as it will run",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "The job that this Idempotency-Key has submitted before",
      useReturnTypeSchema = true)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JobView> submit(
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    RequestParams.key(key);
    JobSpec spec = submissions.read(Body.text(request));
    return created(jobs.submit(spec, key, null));
  }

  private ResponseEntity<JobView> created(Jobs.Submitted submitted) {
    Job job = submitted.job();
    return ResponseEntity.status(submitted.replay() ? HttpStatus.OK : HttpStatus.CREATED)
        .location(URI.create("/api/v1/jobs/" + job.id()))
        .eTag(Etag.of(job.version()))
        .body(JobView.of(job, submitted.runs()));
  }

  private static ResponseEntity<JobView> changed(Jobs.Snapshot stored) {
    return ResponseEntity.ok()
        .eTag(Etag.of(stored.job().version()))
        .body(JobView.of(stored.job(), stored.runs()));
  }

  @Operation(
      operationId = "validateJob",
      summary = "List all faults of a job, or say what it would take, without storing it")
  @PostMapping(path = "/validate", consumes = MediaType.APPLICATION_JSON_VALUE)
  EstimateView validate(HttpServletRequest request) throws IOException {
    JobSpec spec = submissions.read(Body.text(request));
    return switch (spec.training()) {
      case SupervisedSpec training ->
          JobEstimates.of(spec, training, submissions.outline(training));
      case ControlSpec training -> JobEstimates.of(spec, training);
    };
  }

  @Operation(operationId = "listJobs", summary = "List jobs, newest first")
  @GetMapping
  @Nullable ResponseEntity<JobPage> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String normalization,
      @RequestParam(required = false) @Nullable String architecture,
      @RequestParam(required = false) @Nullable String data,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      WebRequest request) {
    JobFilter filter =
        new JobFilter(
            state == null || state.isEmpty()
                ? null
                : RequestParams.word("state", state, JobState.class),
            RequestParams.text("normalization", normalization),
            RequestParams.text("architecture", architecture),
            RequestParams.text("data", data),
            RequestParams.text("name", name),
            RequestParams.text("tag", tag));
    int most = RequestParams.within("limit", limit, 1, LARGEST_PAGE);
    List<Job> found = jobs.list(filter, most + 1, RequestParams.afterCursor(cursor));
    List<Job> page = found.subList(0, Math.min(most, found.size()));
    boolean more = found.size() > most;
    return Etag.unlessHeld(request, etag(page, more), () -> page(page, more));
  }

  private static String etag(List<Job> page, boolean more) {
    long hash = more ? 1 : 0;
    for (Job job : page) {
      hash = 31 * (31 * hash + job.id().hashCode()) + job.version();
    }
    return Etag.ofPage(page.size(), hash);
  }

  private JobPage page(List<Job> page, boolean more) {
    Map<String, RunCounts.Count> runs = counts.of(page.stream().map(Job::id).toList());
    RunCounts.Count none = new RunCounts.Count(0, 0, 0);
    return new JobPage(
        page.stream().map(job -> JobView.of(job, runs.getOrDefault(job.id(), none))).toList(),
        more ? RequestParams.cursor(page.getLast().id()) : null);
  }

  @Operation(operationId = "showJob", summary = "Show a job with its runs")
  @GetMapping("/{id}")
  @Nullable ResponseEntity<JobView> get(@PathVariable String id, WebRequest request) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    return Etag.unlessHeld(request, Etag.of(version), () -> view(find(id)));
  }

  private Job find(String id) {
    return jobs.find(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
  }

  private JobView view(Job job) {
    return JobView.of(job, jobs.runs(job.id()));
  }

  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job that waits or runs; a running one ends within seconds",
      requestBody =
          @RequestBody(
              required = false,
              content = @Content(schema = @Schema(implementation = CancelRequest.class))))
  @PostMapping("/{id}/cancel")
  ResponseEntity<JobView> cancel(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    find(id);
    return changed(jobs.cancel(id, RequestParams.reason(Body.json(request))));
  }

  @Operation(
      operationId = "retryJob",
      summary = "Submit a job that has ended once more, as a new job")
  @ApiResponse(responseCode = "201", description = "The new job", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "The job that this Idempotency-Key has made before",
      useReturnTypeSchema = true)
  @PostMapping("/{id}/retry")
  ResponseEntity<JobView> retry(
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request)
      throws IOException {
    RequestParams.key(key);
    Body.none(request);
    find(id);
    return created(jobs.retry(id, key));
  }

  @Operation(
      operationId = "changeJob",
      summary = "Change the priority of a waiting job",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = PriorityChange.class))))
  @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JobView> prioritize(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws IOException {
    find(id);
    if (ifMatch == null) {
      throw new Refusal(
          HttpStatus.PRECONDITION_REQUIRED, "a change needs If-Match with the ETag of the job");
    }
    JsonNode body = RequestParams.members(Body.text(request), Set.of("priority"));
    JsonNode priority = body.path("priority");
    if (!priority.isIntegralNumber() || !priority.canConvertToInt()) {
      throw RequestParams.bad(
          "the body must be {\"priority\": <integer>}, written without a point; received "
              + RequestParams.quoted(body));
    }
    int wanted =
        RequestParams.within(
            "priority", priority.asInt(), JobSpec.MIN_PRIORITY, JobSpec.MAX_PRIORITY);
    return changed(jobs.prioritize(id, wanted, Etag.matching(ifMatch)));
  }
}
