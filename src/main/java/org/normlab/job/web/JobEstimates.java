package org.normlab.job.web;

import org.normlab.data.DataShape;
import org.normlab.train.TrainingSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a job would be, without storing it. */
final class JobEstimates {
  private static final int FLOAT = 4;
  private static final int MOST_CLASSES = 1000;

  private JobEstimates() {}

  static ObjectNode of(JobSpec spec, DataShape outline) {
    TrainingSpec training = spec.training();
    long parameters = training.parameterCount(outline);
    int runs = training.runs().size();
    // Weights, gradients and moments in float32, and weights as layers compute with them.
    int copies = 2 + training.optimizer().moments();
    int narrow = training.format().isNarrow() ? training.format().bytes() : 0;
    long weight = (long) FLOAT * copies + narrow;
    long rows = (long) outline.trainRows() + outline.validationRows() + outline.testRows();
    int cell = outline.isImage() ? 1 : FLOAT;
    long dataBytes =
        outline.isText() ? (long) outline.tokens() * FLOAT : rows * outline.features() * cell;
    ObjectNode view = View.object().put("parameterCount", parameters).put("runCount", runs);
    view.putObject("memoryEstimate")
        .put("weightBytes", parameters * weight * runs)
        .put("dataBytes", dataBytes)
        .put("note", "beside activations and about 300 MB for the trainer process itself");
    view.putObject("rows")
        .put("train", outline.trainRows())
        .put("validation", outline.validationRows())
        .put("test", outline.testRows());
    if (outline.classCounts().isEmpty()) {
      view.putNull("classes");
    } else {
      view.set(
          "classes",
          View.list(
              outline.classCounts().stream()
                  .limit(MOST_CLASSES)
                  .map(c -> View.object().put("name", c.name()).put("rows", c.rows()))
                  .toList()));
    }
    view.put("classCount", outline.classes());
    view.set("notes", View.texts(outline.notes()));
    view.set("spec", JsonMapper.shared().readTree(JobJson.write(spec)));
    return view;
  }
}
