package org.normlab.job.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.job.Attempt;
import org.normlab.job.Jobs;
import org.normlab.job.WorkerRegistry;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Who could train, and what each slot does now. */
@RestController
@WhereApiIsServed
@RequestMapping(path = "/api/v1/workers", produces = MediaType.APPLICATION_JSON_VALUE)
class WorkerController {
  private final WorkerRegistry workers;
  private final Jobs jobs;

  WorkerController(WorkerRegistry workers, Jobs jobs) {
    this.workers = workers;
    this.jobs = jobs;
  }

  @GetMapping
  ObjectNode list() {
    Map<List<String>, String> trained = new HashMap<>();
    for (Attempt attempt : jobs.running()) {
      trained.put(List.of(attempt.worker(), attempt.slot()), attempt.job());
    }
    ObjectNode view = View.object();
    view.set(
        "workers", View.list(workers.present().stream().map(one -> view(one, trained)).toList()));
    return view;
  }

  private static ObjectNode view(WorkerRegistry.Worker worker, Map<List<String>, String> trained) {
    ObjectNode view =
        View.object()
            .put("name", worker.name())
            .put("startedAt", worker.started().toString())
            .put("heardAt", worker.heard().toString())
            .put("state", worker.state().name())
            .put("reason", worker.reason());
    view.set(
        "slots",
        View.list(
            worker.slots().stream()
                .map(
                    slot ->
                        View.object()
                            .put("name", slot)
                            .put("job", trained.get(List.of(worker.name(), slot))))
                .toList()));
    return view;
  }
}
