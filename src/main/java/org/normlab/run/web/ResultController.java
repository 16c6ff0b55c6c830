package org.normlab.run.web;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Jobs;
import org.normlab.job.web.JobAddress;
import org.normlab.job.web.View;
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
import tools.jackson.databind.node.ObjectNode;

/** What came of a job: runs, series, attempts, log. All change only with the job's version. */
@RestController
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

  @GetMapping("/runs")
  @Nullable ResponseEntity<ObjectNode> runs(@PathVariable String id, WebRequest request) {
    return ofJob(
        id,
        request,
        () -> {
          ObjectNode view = View.object();
          view.set("runs", View.list(jobs.runs(id).stream().map(View::run).toList()));
          return view;
        });
  }

  @GetMapping("/runs/{number}")
  @Nullable ResponseEntity<ObjectNode> run(
      @PathVariable String id, @PathVariable int number, WebRequest request) {
    return ofJob(id, request, () -> View.run(JobAddress.run(number, jobs.runs(id))));
  }

  @GetMapping("/metrics")
  @Nullable ResponseEntity<ObjectNode> metrics(@PathVariable String id, WebRequest request) {
    return ofJob(
        id,
        request,
        () -> {
          ObjectNode view = View.object();
          view.set("metrics", View.texts(points.names(id)));
          return view;
        });
  }

  /**
   * One metric of all runs.
   *
   * @param after only steps after this one
   * @param points at most so many a run, as {@code [step, last, min, max]}; all as {@code [step,
   *     value]} where left out
   */
  @GetMapping("/series")
  @Nullable ResponseEntity<ObjectNode> series(
      @PathVariable String id,
      @RequestParam String name,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(required = false) @Nullable Integer points,
      WebRequest request) {
    return ofJob(
        id,
        request,
        () -> {
          ObjectNode view = View.object().put("name", known(id, name));
          view.set(
              "runs",
              View.list(
                  jobs.runs(id).stream()
                      .map(run -> series(id, run.number(), name, after, points))
                      .toList()));
          return view;
        });
  }

  @GetMapping("/runs/{number}/series")
  @Nullable ResponseEntity<ObjectNode> runSeries(
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
          return series(id, number, known(id, name), after, points).put("name", name);
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

  private ObjectNode series(
      String id, int run, String name, long after, @Nullable Integer buckets) {
    ObjectNode view = View.object().put("run", run);
    view.set("points", Series.points(points.series(id, run, name, after), buckets));
    return view;
  }

  @GetMapping("/attempts")
  @Nullable ResponseEntity<ObjectNode> attempts(@PathVariable String id, WebRequest request) {
    return ofJob(
        id,
        request,
        () -> {
          ObjectNode view = View.object();
          view.set("attempts", View.list(jobs.attempts(id).stream().map(View::attempt).toList()));
          return view;
        });
  }

  @GetMapping("/log")
  @Nullable ResponseEntity<ObjectNode> log(
      @PathVariable String id, @RequestParam(defaultValue = "200") int tail, WebRequest request) {
    int lines = RequestParams.within("tail", tail, 1, MOST_LINES);
    return ofJob(
        id,
        request,
        () -> {
          ObjectNode view = View.object();
          view.set(
              "lines",
              View.list(
                  jobs.log(id, lines).stream().map(l -> View.object().put("text", l)).toList()));
          return view;
        });
  }

  /** The version is read first, so that what is answered is never older than its ETag. */
  private @Nullable ResponseEntity<ObjectNode> ofJob(
      String id, WebRequest request, Supplier<ObjectNode> answer) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    return Etag.unlessHeld(request, Etag.of(version), answer);
  }
}
