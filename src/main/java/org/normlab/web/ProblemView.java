package org.normlab.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the problem+json that {@link Problems} writes; errors themselves are Spring's. */
@Schema(
    name = "Problem",
    description =
        "Why a request was not carried out (RFC 9457). Nothing was stored, unless a detail of"
            + " status 503 says that the database did not confirm the change.")
public record ProblemView(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instance,
    @Schema(description = "The query parameter that is wrong, such as filter or orderBy.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String parameter,
    @Schema(description = "The position of the first character that does not fit, from 1.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer position,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String received,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String allowed,
    @Schema(description = "Every fault of a body.") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Fault> errors) {

  /** One fault of a body. */
  @Schema(name = "Fault", description = "A fault of a body.")
  public record Fault(
      @Schema(description = "A JSON pointer into what was sent.") String pointer, String detail) {}
}
