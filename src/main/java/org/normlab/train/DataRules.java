package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.data.DataShape;
import org.normlab.setting.Problem;

/** Says what a job asks of data that they do not have. Pointers are relative to the job. */
final class DataRules {
  private DataRules() {}

  static List<Problem> problems(SupervisedSpec spec, DataShape outline) {
    List<Problem> faults = new ArrayList<>();
    if (spec.batchSize() > outline.trainRows()) {
      faults.add(new Problem("/batchSize", tooFewRows(spec, outline)));
    }
    if (spec.data().augment() != null && !outline.isImage()) {
      faults.add(
          new Problem(
              "/data/augment", "augment is for images; this data set has " + outline.shape()));
    }
    EarlyStopping stopping = spec.earlyStopping();
    if (stopping != null
        && stopping.metric().startsWith("validation")
        && outline.validationRows() == 0) {
      faults.add(
          new Problem(
              "/earlyStopping/metric",
              "there are no validation rows to watch: data.validation is 0"));
    }
    return faults;
  }

  private static String tooFewRows(SupervisedSpec spec, DataShape outline) {
    String rows =
        outline.isText()
            ? "training windows of %s tokens".formatted(outline.shape().getFirst())
            : "training rows";
    return "batchSize may not exceed the %d %s; received %d"
        .formatted(outline.trainRows(), rows, spec.batchSize());
  }
}
