package org.normlab.job.web;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normlab.data.Preprocessing;
import org.normlab.job.Attempt;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.Jobs;
import org.normlab.job.RunOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Jobs, runs and attempts as users see them. */
public final class View {
  private static final JsonMapper JSON = JsonMapper.shared();

  private View() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode job(Job job, Jobs.RunCount runs) {
    ObjectNode view =
        object()
            .put("id", job.id())
            .put("version", job.version())
            .put("name", job.name())
            .put("state", job.state().name())
            .put("reason", job.reason())
            .put("priority", job.priority())
            .put("progress", job.progress())
            .put("attempt", job.attempt())
            .put("cancelRequested", job.cancelRequested())
            .put("runCount", runs.all())
            .put("endedRuns", runs.ended())
            .put("divergedRuns", runs.diverged())
            .put("parameterCount", job.parameters())
            .put("totalSteps", job.totalSteps())
            .put("width", job.width())
            .put("threads", job.threads())
            .put("dataDigest", job.dataDigest())
            .put("retryOf", job.retryOf())
            .put("createdAt", text(job.created()))
            .put("startedAt", text(job.started()))
            .put("finishedAt", text(job.ended()));
    view.set("tags", JSON.valueToTree(job.tags()));
    view.set("spec", JSON.readTree(job.spec()));
    return view;
  }

  static ObjectNode job(Job job, List<JobRun> runs) {
    long ended = runs.stream().filter(run -> run.outcome().isEnded()).count();
    long diverged = runs.stream().filter(run -> run.outcome() == RunOutcome.DIVERGED).count();
    ObjectNode view = job(job, new Jobs.RunCount(runs.size(), ended, diverged));
    view.set("runs", list(runs.stream().map(View::run).toList()));
    return view;
  }

  public static ObjectNode run(JobRun run) {
    ObjectNode view =
        object()
            .put("run", run.number())
            .put("seed", run.seed())
            .put("learningRate", run.learningRate())
            .put("weightDecay", run.weightDecay())
            .put("momentum", run.momentum())
            .put("outcome", run.outcome().isEnded() ? run.outcome().name() : null)
            .put("endedStep", run.step())
            .put("reason", run.reason());
    view.set("summary", JSON.valueToTree(new TreeMap<>(run.summary())));
    return view;
  }

  public static ObjectNode attempt(Attempt attempt) {
    return object()
        .put("number", attempt.number())
        .put("state", attempt.state().name())
        .put("worker", attempt.worker())
        .put("slot", attempt.slot())
        .put("startedAt", text(attempt.started()))
        .put("endedAt", text(attempt.ended()))
        .put("exitCode", attempt.exitCode())
        .put("reason", attempt.reason())
        .put("version", attempt.version())
        .put("note", attempt.note());
  }

  static ObjectNode inputs(Preprocessing inputs, String dataDigest) {
    ObjectNode view = object().put("dataDigest", dataDigest);
    view.set("shape", JSON.valueToTree(inputs.shape()));
    view.set("columns", JSON.valueToTree(inputs.columns()));
    view.set("mean", JSON.valueToTree(inputs.mean()));
    view.set("deviation", JSON.valueToTree(inputs.deviation()));
    ObjectNode rows = view.putObject("rows");
    rows.set("train", JSON.valueToTree(inputs.train()));
    rows.set("validation", JSON.valueToTree(inputs.validation()));
    rows.set("test", JSON.valueToTree(inputs.test()));
    return view;
  }

  public static ArrayNode list(List<? extends JsonNode> items) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    items.forEach(list::add);
    return list;
  }

  public static ArrayNode texts(List<String> items) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    items.forEach(list::add);
    return list;
  }

  public static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
