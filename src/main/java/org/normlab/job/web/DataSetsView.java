package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.normlab.data.Listing;
import tools.jackson.databind.JsonNode;

/** The answer that lists data sets. */
@Schema(name = "DataSets", description = "The data sets that can be named.")
record DataSetsView(
    List<DataSetView> datasets,
    @Schema(description = "The JSON Schema 2020-12 of data.") JsonNode schema) {

  /** One data set. */
  @Schema(name = "DataSet", description = "A data set that a job can name.")
  record DataSetView(
      @Schema(description = "The name in a job's data, or the word after generated.") String name,
      @Schema(description = "The kind: digits, idx, cifar, text, table or generated.") String kind,
      @Schema(description = "Whether a job could read it now without a download.") boolean present,
      String summary,
      String licence,
      @Schema(description = "What to do to have it; empty when nothing needs to be done.")
          String howToGet) {
    static DataSetView of(Listing listing) {
      return new DataSetView(
          listing.name(),
          listing.kind(),
          listing.present(),
          listing.summary(),
          listing.licence(),
          listing.howToGet());
    }
  }
}
