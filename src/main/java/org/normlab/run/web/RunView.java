package org.normlab.run.web;

import java.util.TreeMap;
import org.normlab.job.RunOutcome;
import org.normlab.job.web.View;
import org.normlab.run.search.FoundRun;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run apart from its job, as users see it. */
final class RunView {
  private RunView() {}

  static ObjectNode of(FoundRun run) {
    RunOutcome outcome = run.outcome();
    ObjectNode view =
        View.object()
            .put("job", run.job())
            .put("run", run.number())
            .put("study", run.study())
            .put("name", run.name())
            .put("state", run.state().name())
            .put("seed", run.seed())
            .put("learningRate", run.learningRate())
            .put("weightDecay", run.weightDecay())
            .put("momentum", run.momentum())
            .put("normalization", run.normalization())
            .put("architecture", run.architecture())
            .put("data", run.data())
            .put("outcome", outcome == null ? null : outcome.name())
            .put("step", run.step())
            .put("reason", run.reason())
            .put("createdAt", View.text(run.created()))
            .put("startedAt", View.text(run.started()))
            .put("finishedAt", View.text(run.ended()));
    view.set("tags", JsonMapper.shared().valueToTree(new TreeMap<>(run.tags())));
    view.set("summary", JsonMapper.shared().valueToTree(new TreeMap<>(run.summary())));
    return view;
  }
}
