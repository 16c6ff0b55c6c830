package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.job.web.BuildVersions;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.Question;
import org.normlab.study.report.picture.NoPicture;
import org.normlab.study.report.picture.PictureName;
import org.normlab.study.report.picture.PictureRequest;
import org.normlab.study.report.picture.Pictures;
import org.normlab.study.report.picture.RankTest;
import org.normlab.study.report.picture.StepRange;
import org.normlab.study.web.StudyAddress;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Answers with single pictures of a study as SVG, the same that its report has. */
@RestController
@Tag(name = "Studies")
@WhereApiIsServed
class PictureController {
  /** A picture has users' texts on our own origin: it may load and run nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final MediaType SVG =
      new MediaType(MediaType.valueOf("image/svg+xml"), StandardCharsets.UTF_8);
  private static final int NARROWEST = 300;
  private static final int WIDEST = 2000;

  /** Describes how values of curves lie on their axis. */
  enum AxisScale {
    LINEAR,
    LOGARITHMIC
  }

  /** Describes whether a picture holds its own style sheet. */
  enum Style {
    EMBEDDED,
    NONE
  }

  private final Studies studies;
  private final Answers answers;
  private final Pictures pictures;
  private final BuildVersions versions;

  PictureController(Studies studies, Answers answers, Pictures pictures, BuildVersions versions) {
    this.studies = studies;
    this.answers = answers;
    this.pictures = pictures;
    this.versions = versions;
  }

  @Operation(
      operationId = "drawPicture",
      summary =
          "Show one picture of a study's report as SVG; name is strip, forest, pareto, sensitivity,"
              + " curves, ranks, aggregate, improvement or profile")
  @ApiResponse(
      responseCode = "200",
      description =
          "The picture as the study stands now, with its own style sheet unless style=none",
      content =
          @Content(mediaType = "image/svg+xml", schema = @Schema(implementation = String.class)))
  @GetMapping("/api/v1/studies/{id}/pictures/{name}.svg")
  @Nullable ResponseEntity<byte[]> picture(
      @PathVariable String id,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String baseline,
      @RequestParam(defaultValue = "two-sided") String alternative,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      @RequestParam(defaultValue = "0") int block,
      @RequestParam(required = false) @Nullable String setting,
      @RequestParam(defaultValue = "nemenyi") String test,
      @Parameter(description = "The first step of curves that is drawn; all where it is absent")
          @RequestParam(required = false)
          @Nullable Long from,
      @Parameter(description = "The last step of curves that is drawn; all where it is absent")
          @RequestParam(required = false)
          @Nullable Long to,
      @Parameter(description = Normalizations.WORDS) @RequestParam(defaultValue = "known")
          String normalize,
      @Parameter(description = Normalizations.RESAMPLES) @RequestParam(required = false)
          @Nullable Integer resamples,
      @RequestParam(defaultValue = "linear") String scale,
      @RequestParam(defaultValue = "760") int width,
      @RequestParam(defaultValue = "embedded") String style,
      WebRequest request) {
    PictureName picture = name(name);
    Question question = Questions.of(metric, baseline, alternative, diverged, level);
    PictureRequest asked =
        new PictureRequest(
            picture,
            question,
            block,
            RequestParams.text("setting", setting),
            RequestParams.word("test", test, RankTest.class),
            Normalizations.of(normalize, resamples),
            steps(from, to),
            RequestParams.word("scale", scale, AxisScale.class) == AxisScale.LOGARITHMIC,
            RequestParams.within("width", width, NARROWEST, WIDEST),
            RequestParams.word("style", style, Style.class) == Style.EMBEDDED);
    StudyProgress progress = studies.progress(List.of(StudyAddress.id(id))).get(id);
    Study study = studies.find(id).orElseThrow(() -> StudyAddress.missing(id));
    if (progress == null) {
      throw StudyAddress.missing(id);
    }
    String etag = "\"%d-svg-%s\"".formatted(progress.version(), versions.of("version"));
    if (Etag.isHeld(request, etag)) {
      return null;
    }
    if (picture != PictureName.CURVES) {
      Questions.checked(question, study, answers);
    }
    return ResponseEntity.ok()
        .eTag(etag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .contentType(SVG)
        .body(drawn(study, asked).getBytes(StandardCharsets.UTF_8));
  }

  private static StepRange steps(@Nullable Long from, @Nullable Long to) {
    try {
      return new StepRange(from, to);
    } catch (IllegalArgumentException e) {
      throw RequestParams.bad(String.valueOf(e.getMessage()));
    }
  }

  private String drawn(Study study, PictureRequest asked) {
    try {
      return pictures.draw(study, asked);
    } catch (NoPicture e) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          "there is nothing to draw of %s: %s".formatted(word(asked.name()), e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw RequestParams.bad(String.valueOf(e.getMessage()));
    }
  }

  private static PictureName name(String name) {
    return Arrays.stream(PictureName.values())
        .filter(one -> word(one).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    HttpStatus.NOT_FOUND,
                    "a study has the pictures %s; received \"%s\""
                        .formatted(
                            Arrays.stream(PictureName.values())
                                .map(PictureController::word)
                                .collect(Collectors.joining(", ")),
                            RequestParams.quoted(name))));
  }

  private static String word(PictureName name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
