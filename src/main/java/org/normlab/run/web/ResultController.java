package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normlab.job.life.Jobs;
import org.normlab.job.web.AttemptView;
import org.normlab.job.web.JobAddress;
import org.normlab.job.web.JobRunView;
import org.normlab.run.Points;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Describes what came of a job: runs, series, attempts, log. All change only with the job's
 * version.
 */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class ResultController {
  private static final int MOST_LINES = 10_000;

  private final Jobs jobs;
  private final Points points;

  ResultController(Jobs jobs, Points points) {
    this.jobs = jobs;
    this.points = points;
  }

  @Operation(operationId = "listRunsOfJob", summary = "List the runs of a job")
  @GetMapping("/runs")
  @Nullable ResponseEntity<ResultViews.Runs> runs(@PathVariable String id, WebRequest request) {
    return ofJob(
        id,
        request,
        () -> new ResultViews.Runs(jobs.runs(id).stream().map(JobRunView::of).toList()));
  }

  @Operation(operationId = "showRun", summary = "Show one run of a job")
  @GetMapping("/runs/{number}")
  @Nullable ResponseEntity<JobRunView> run(
      @PathVariable String id, @PathVariable int number, WebRequest request) {
    return ofJob(id, request, () -> JobRunView.of(JobAddress.run(number, jobs.runs(id))));
  }

  @Operation(
      operationId = "listMetricsOfJob",
      summary = "List the names of the metrics that were measured")
  @GetMapping("/metrics")
  @Nullable ResponseEntity<ResultViews.MetricNames> metrics(
      @PathVariable String id, WebRequest request) {
    return ofJob(id, request, () -> new ResultViews.MetricNames(points.names(id)));
  }

  /**
   * One metric of all runs.
   *
   * @param after only steps after this one
   * @param points at most so many a run, as {@code [step, last, min, max]}; all as {@code [step,
   *     value]} where left out
   */
  @Operation(operationId = "showSeries", summary = "Show one metric of all runs of a job")
  @GetMapping("/series")
  @Nullable ResponseEntity<SeriesView.OfJob> series(
      @PathVariable String id,
      @RequestParam String name,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(required = false) @Nullable Integer points,
      WebRequest request) {
    return ofJob(
        id,
        request,
        () ->
            new SeriesView.OfJob(
                known(id, name),
                jobs.runs(id).stream()
                    .map(run -> series(id, run.number(), name, after, points, null))
                    .toList()));
  }

  @Operation(operationId = "showSeriesOfRun", summary = "Show one metric of one run")
  @GetMapping("/runs/{number}/series")
  @Nullable ResponseEntity<SeriesView> runSeries(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam String name,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(required = false) @Nullable Integer points,
      WebRequest request) {
    return ofJob(
        id,
        request,
        () -> {
          JobAddress.run(number, jobs.runs(id));
          return series(id, number, known(id, name), after, points, name);
        });
  }

  private String known(String id, String name) {
    List<String> names = points.names(id);
    if (!names.contains(name)) {
      throw new Refusal(
          HttpStatus.NOT_FOUND, "the job has no metric \"%s\"; it has %s".formatted(name, names));
    }
    return name;
  }

  private SeriesView series(
      String id,
      int run,
      String metric,
      long after,
      @Nullable Integer buckets,
      @Nullable String shownName) {
    return new SeriesView(
        run, Series.points(points.series(id, run, metric, after), buckets), shownName);
  }

  @Operation(
      operationId = "listAttempts",
      summary = "List the attempts at a job, and how each ended")
  @GetMapping("/attempts")
  @Nullable ResponseEntity<ResultViews.Attempts> attempts(
      @PathVariable String id, WebRequest request) {
    return ofJob(
        id,
        request,
        () -> new ResultViews.Attempts(jobs.attempts(id).stream().map(AttemptView::of).toList()));
  }

  @Operation(operationId = "showLog", summary = "Show the last lines of the log")
  @GetMapping("/log")
  @Nullable ResponseEntity<ResultViews.Log> log(
      @PathVariable String id, @RequestParam(defaultValue = "200") int tail, WebRequest request) {
    int lines = RequestParams.within("tail", tail, 1, MOST_LINES);
    return ofJob(
        id,
        request,
        () ->
            new ResultViews.Log(jobs.log(id, lines).stream().map(ResultViews.Line::new).toList()));
  }

  /** The version is read first, so that what is answered is never older than its ETag. */
  private <T> @Nullable ResponseEntity<T> ofJob(String id, WebRequest request, Supplier<T> answer) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    return Etag.unlessHeld(request, Etag.of(version), answer);
  }
}
