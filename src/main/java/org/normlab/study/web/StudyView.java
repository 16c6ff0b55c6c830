package org.normlab.study.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.normlab.job.web.View;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.life.StudySubmissions;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Studies as users see them. */
final class StudyView {
  private static final JsonMapper JSON = JsonMapper.shared();

  private StudyView() {}

  static ObjectNode of(Study study, StudyProgress progress) {
    ObjectNode view =
        View.object()
            .put("id", study.id())
            .put("version", progress.version())
            .put("name", study.spec().name())
            .put("question", study.spec().question())
            .put("recipe", study.recipe())
            .put("scale", study.scale())
            .put("state", progress.state().name())
            .put("reason", study.reason())
            .put("progress", progress.share())
            .put("secondsLeft", progress.secondsLeft(Instant.now()));
    view.putObject("jobs")
        .put("all", progress.jobs())
        .put("queued", progress.queued())
        .put("running", progress.running())
        .put("succeeded", progress.succeeded())
        .put("failed", progress.failed())
        .put("cancelled", progress.cancelled());
    view.putObject("runs")
        .put("all", progress.runs())
        .put("ended", progress.ended())
        .put("diverged", progress.diverged())
        .put("failed", progress.failedRuns())
        .put("cancelled", progress.cancelledRuns());
    view.put("createdAt", study.created().toString())
        .put("startedAt", text(progress.started()))
        .put("finishedAt", text(progress.finished()));
    view.set("axes", JSON.valueToTree(study.axes()));
    view.set("spec", spec(study.spec()));
    return view;
  }

  private static ObjectNode spec(StudySpec spec) {
    return (ObjectNode) JSON.readTree(StudyJson.write(spec));
  }

  static ObjectNode size(StudySpec spec, StudySubmissions.Size size) {
    ObjectNode view =
        View.object()
            .put("points", size.cells())
            .put("jobCount", size.jobs())
            .put("runCount", size.runs());
    view.set("axes", JSON.valueToTree(size.axes()));
    view.set("spec", spec(spec));
    return view;
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
