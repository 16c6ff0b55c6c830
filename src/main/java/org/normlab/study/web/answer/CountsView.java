package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.normlab.study.answer.Comparison;

/** The runs of an answer by outcome. */
@Schema(name = "Counts", description = "What became of the runs; all are counted.")
record CountsView(
    int runs,
    int completed,
    int stoppedEarly,
    int diverged,
    int failed,
    int cancelled,
    int pending) {
  static CountsView of(Comparison.Counts counts) {
    return new CountsView(
        counts.runs(),
        counts.completed(),
        counts.stoppedEarly(),
        counts.diverged(),
        counts.failed(),
        counts.cancelled(),
        counts.pending());
  }
}
