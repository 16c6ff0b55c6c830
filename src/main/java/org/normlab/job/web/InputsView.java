package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.normlab.data.Preprocessing;

/** Describes what was done to a job's data, as the API shows it. */
@Schema(
    name = "Inputs",
    description =
        "What was done to the data: (value - mean) / deviation, of a table by column, of an image"
            + " by channel with pixels in [0, 1]. The deviation is the population's, divided by n.")
record InputsView(
    @Schema(description = "The digest of the data, as in a job.") String dataDigest,
    @Schema(description = "The shape of one sample.") List<Integer> shape,
    @Schema(
            description =
                "The features of a table that are kept, counted over all columns of the file but"
                    + " the label; empty for images.")
        List<Integer> columns,
    List<Double> mean,
    List<Double> deviation,
    Rows rows) {

  /** Row numbers by part. */
  @Schema(
      name = "InputRows",
      description =
          "The row numbers of the parts, as the set is kept; official test rows come last.")
  record Rows(List<Integer> train, List<Integer> validation, List<Integer> test) {}

  static InputsView of(Preprocessing inputs, String dataDigest) {
    return new InputsView(
        dataDigest,
        inputs.shape(),
        inputs.columns(),
        inputs.mean(),
        inputs.deviation(),
        new Rows(inputs.train(), inputs.validation(), inputs.test()));
  }
}
