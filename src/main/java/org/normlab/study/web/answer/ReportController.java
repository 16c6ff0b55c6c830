package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.normlab.job.web.BuildVersions;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.Question;
import org.normlab.study.report.Reports;
import org.normlab.study.report.element.Format;
import org.normlab.study.web.StudyAddress;
import org.normlab.web.BoundedAccept;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** A study's report, to read, print and keep. */
@RestController
@Tag(name = "Studies")
@WhereApiIsServed
class ReportController {
  /** A report is users' text on our own origin: it may load and run nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final int LONGEST_NAME = 60;

  private final Studies studies;
  private final Answers answers;
  private final Reports reports;
  private final BuildVersions versions;

  ReportController(Studies studies, Answers answers, Reports reports, BuildVersions versions) {
    this.studies = studies;
    this.answers = answers;
    this.reports = reports;
    this.versions = versions;
  }

  @Operation(
      operationId = "downloadReport",
      summary =
          "Show a study's answers, tables, pictures and protocol as one HTML page or as Markdown,"
              + " by Accept or format")
  @ApiResponse(
      responseCode = "200",
      description =
          "The report as the study stands now; what has not ended is counted and said at the top",
      content = {
        @Content(mediaType = "text/html", schema = @Schema(type = "string")),
        @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
      })
  @GetMapping("/api/v1/studies/{id}/report")
  @Nullable ResponseEntity<byte[]> report(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String baseline,
      @RequestParam(defaultValue = "two-sided") String alternative,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
      WebRequest request) {
    Format wanted =
        format == null ? accepted(accept) : RequestParams.word("format", format, Format.class);
    Question question = Questions.of(metric, baseline, alternative, diverged, level);
    StudyProgress progress = studies.progress(List.of(StudyAddress.id(id))).get(id);
    Study study = studies.find(id).orElseThrow(() -> StudyAddress.missing(id));
    if (progress == null) {
      throw StudyAddress.missing(id);
    }
    String etag =
        "\"%d-%s-%s\"".formatted(progress.version(), wanted.extension(), versions.of("version"));
    if (Etag.isHeld(request, etag)) {
      return null;
    }
    Question checked = Questions.checked(question, study, answers);
    String text = reports.write(study, progress, checked, versions.named(), wanted);
    return ResponseEntity.ok()
        .eTag(etag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(study, wanted))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .contentType(new MediaType(MediaType.valueOf(wanted.mediaType()), StandardCharsets.UTF_8))
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first that the reader would take; HTML where both are as welcome. */
  private static Format accepted(String accept) {
    List<MediaType> types = types(accept);
    return Arrays.stream(Format.values())
        .filter(format -> quality(format, types) > 0)
        .max(
            (a, b) -> {
              int byQuality = Double.compare(quality(a, types), quality(b, types));
              return byQuality != 0 ? byQuality : b.compareTo(a);
            })
        .orElseThrow(
            () ->
                new Refusal(
                    HttpStatus.NOT_ACCEPTABLE,
                    "a report is text/html or text/markdown; received Accept: " + accept));
  }

  /**
   * Returns what is no list of media types is no wish: a service may disregard it (RFC 9110,
   * 12.4.1).
   */
  private static List<MediaType> types(String accept) {
    try {
      return BoundedAccept.types(accept);
    } catch (InvalidMediaTypeException e) {
      return List.of(MediaType.ALL);
    }
  }

  /**
   * Returns the quality of a format by the most specific of the types that include it; 0 where none
   * does.
   */
  private static double quality(Format format, List<MediaType> types) {
    MediaType own = MediaType.valueOf(format.mediaType());
    return types.stream()
        .filter(type -> type.includes(own))
        .findFirst()
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }

  private static String disposition(Study study, Format format) {
    String name = slug(study.spec().name());
    String file = "normlab-%s%s.%s".formatted(name, study.id().substring(24), format.extension());
    return ContentDisposition.inline().filename(file).build().toString();
  }

  /** Letters and digits of a name with hyphens between; empty where it has none. */
  private static String slug(@Nullable String name) {
    String plain =
        Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    return cut.isEmpty() ? "" : cut + "-";
  }
}
