package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.life.Jobs;
import org.normlab.job.web.JobAddress;
import org.normlab.run.Points;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
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

/** Describes what probes saw within a run's network. */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
@RequestMapping(
    path = "/api/v1/jobs/{id}/runs/{number}/probes",
    produces = MediaType.APPLICATION_JSON_VALUE)
class ProbeController {
  private final Jobs jobs;
  private final Points points;

  ProbeController(Jobs jobs, Points points) {
    this.jobs = jobs;
    this.points = points;
  }

  /**
   * One quantity of all layers, in the order of the network.
   *
   * @param points at most so many a layer, as in series
   */
  @Operation(
      operationId = "showProbes",
      summary =
          "Show one quantity within the network, a series for each layer in the order of the"
              + " network")
  @GetMapping
  @Nullable ResponseEntity<SeriesView.Probes> probes(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam String quantity,
      @RequestParam(required = false) @Nullable Integer points,
      WebRequest request) {
    long version = jobs.version(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    return Etag.unlessHeld(
        request,
        Etag.of(version),
        () -> {
          JobAddress.run(number, jobs.runs(id));
          known(id, quantity);
          return view(number, quantity, this.points.probed(id, number, quantity), points);
        });
  }

  private void known(String id, String quantity) {
    List<String> known = points.quantities(id);
    if (known.isEmpty()) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          "no probe has looked into this job: \"probe\": {\"every\": 1} in a job asks for it");
    }
    if (!known.contains(quantity)) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          "probes of this job show no \"%s\"; they show %s".formatted(quantity, known));
    }
  }

  private static SeriesView.Probes view(
      int run, String quantity, Map<String, List<Points.Value>> layers, @Nullable Integer points) {
    List<SeriesView.OfLayer> views = new ArrayList<>();
    layers.forEach(
        (layer, values) -> views.add(new SeriesView.OfLayer(layer, Series.points(values, points))));
    return new SeriesView.Probes(run, quantity, views);
  }
}
