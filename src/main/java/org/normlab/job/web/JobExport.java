package org.normlab.job.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A job as it ran, to be kept: the fields of the job, then who trained it and what wrote this. */
@Schema(name = "Export", description = "A job as it ran, with its attempts, to be kept.")
record JobExport(@JsonUnwrapped JobView job, List<AttemptView> attempts, ExportedBy exportedBy) {

  /** The versions of what wrote an export. */
  @Schema(name = "ExportedBy", description = "The versions of what wrote this export.")
  record ExportedBy(String normlab, String djl, String pytorch, String java) {}
}
