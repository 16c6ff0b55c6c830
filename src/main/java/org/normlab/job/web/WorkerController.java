package org.normlab.job.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.job.Attempt;
import org.normlab.job.life.Jobs;
import org.normlab.job.presence.WorkerRegistry;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes who could train, and what each slot does now. */
@RestController
@Tag(name = "Workers")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/workers", produces = MediaType.APPLICATION_JSON_VALUE)
class WorkerController {
  private final WorkerRegistry workers;
  private final Jobs jobs;

  WorkerController(WorkerRegistry workers, Jobs jobs) {
    this.workers = workers;
    this.jobs = jobs;
  }

  @Operation(
      operationId = "listWorkers",
      summary = "List workers, and which job each slot trains now")
  @GetMapping
  WorkersView list() {
    Map<List<String>, String> trained = new HashMap<>();
    for (Attempt attempt : jobs.running()) {
      trained.put(List.of(attempt.worker(), attempt.slot()), attempt.job());
    }
    return new WorkersView(
        workers.present().stream().map(worker -> view(worker, trained)).toList());
  }

  private static WorkersView.WorkerView view(
      WorkerRegistry.Worker worker, Map<List<String>, String> trained) {
    return new WorkersView.WorkerView(
        worker.name(),
        worker.started(),
        worker.heard(),
        worker.state().toString(),
        worker.reason(),
        worker.slots().stream()
            .map(slot -> new WorkersView.SlotView(slot, trained.get(List.of(worker.name(), slot))))
            .toList());
  }
}
