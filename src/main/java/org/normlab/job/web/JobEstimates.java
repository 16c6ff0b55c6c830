package org.normlab.job.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataShape;
import org.normlab.train.AgentMemory;
import org.normlab.train.ControlSpec;
import org.normlab.train.SupervisedSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import tools.jackson.databind.json.JsonMapper;

/** Describes what a job would be, without storing it. */
final class JobEstimates {
  private static final int FLOAT = 4;
  private static final int MOST_CLASSES = 1000;

  private static final String BESIDE =
      "beside activations and about 300 MB for the trainer process itself";

  private JobEstimates() {}

  static EstimateView of(JobSpec spec, SupervisedSpec training, DataShape outline) {
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
    return new EstimateView(
        parameters,
        runs,
        new EstimateView.MemoryEstimate(parameters * weight * runs, dataBytes, BESIDE),
        new EstimateView.RowCounts(
            outline.trainRows(), outline.validationRows(), outline.testRows()),
        classes(outline),
        outline.classes(),
        outline.notes(),
        JsonMapper.shared().readTree(JobJson.write(spec)));
  }

  static EstimateView of(JobSpec spec, ControlSpec training) {
    long parameters = training.parameterCount(training.samples());
    int runs = training.runs().size();
    // Weights, gradients, moments and copies in float32, and weights as layers compute with them.
    int copies = 2 + training.optimizer().moments() + AgentMemory.copiesOfWeights(training);
    int narrow = training.format().isNarrow() ? training.format().bytes() : 0;
    return new EstimateView(
        parameters,
        runs,
        new EstimateView.MemoryEstimate(
            parameters * ((long) FLOAT * copies + narrow) * runs,
            AgentMemory.bytesOfRun(training) * runs,
            BESIDE),
        null,
        null,
        null,
        List.of(),
        JsonMapper.shared().readTree(JobJson.write(spec)));
  }

  private static @Nullable List<EstimateView.ClassRows> classes(DataShape outline) {
    return outline.classCounts().isEmpty()
        ? null
        : outline.classCounts().stream()
            .limit(MOST_CLASSES)
            .map(one -> new EstimateView.ClassRows(one.name(), one.rows()))
            .toList();
  }
}
