package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.CurveMetric;
import org.normlab.study.answer.Question;
import org.normlab.study.answer.aggregate.AggregateSettings;
import org.normlab.study.recipe.Claims;
import org.normlab.study.web.StudyAddress;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Describes what a study's runs say: comparison, ranks, aggregates, curves. All change only with
 * the study's version.
 */
@RestController
@Tag(name = "Studies")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/studies/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class AnswerController {
  private final Studies studies;
  private final Answers answers;
  private final Claims claims;

  AnswerController(Studies studies, Answers answers, Claims claims) {
    this.studies = studies;
    this.answers = answers;
    this.claims = claims;
  }

  /** Methods compared in each block. */
  @ComparisonResponse
  @GetMapping("/comparison")
  @Nullable ResponseEntity<ComparisonView> comparison(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String baseline,
      @RequestParam(defaultValue = "two-sided") String alternative,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      WebRequest request) {
    Question question = Questions.of(metric, baseline, alternative, diverged, level);
    return answer(
        id,
        request,
        study ->
            ComparisonView.of(
                answers.comparison(study, Questions.checked(question, study, answers))));
  }

  /** Methods ranked over all blocks. */
  @RankingResponse
  @GetMapping("/ranks")
  @Nullable ResponseEntity<RankingView> ranks(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      WebRequest request) {
    Question question = Questions.of(metric, null, "two-sided", diverged, level);
    return answer(
        id,
        request,
        study -> RankingView.of(answers.ranks(study, Questions.checked(question, study, answers))));
  }

  /** Methods aggregated over all blocks. */
  @Operation(
      operationId = "aggregateMethods",
      summary =
          "Aggregate each method's runs over all blocks: interquartile mean, mean, median,"
              + " optimality gap, probability of improvement and performance profile, with"
              + " stratified bootstrap intervals")
  @GetMapping("/aggregate")
  @Nullable ResponseEntity<AggregatesView> aggregate(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String baseline,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      @Parameter(description = Normalizations.WORDS) @RequestParam(defaultValue = "known")
          String normalize,
      @Parameter(description = Normalizations.RESAMPLES) @RequestParam(required = false)
          @Nullable Integer resamples,
      WebRequest request) {
    Question question = Questions.of(metric, baseline, "two-sided", diverged, level);
    AggregateSettings settings = Normalizations.of(normalize, resamples);
    return answer(
        id,
        request,
        study ->
            AggregatesView.of(
                answers.aggregates(study, Questions.checked(question, study, answers), settings)));
  }

  /** One metric over steps, as mean and band over seeds. */
  @Operation(
      operationId = "showCurves",
      summary =
          "Show one metric over steps, as mean and band over seeds; at most 1,000 steps of a"
              + " method, aligned on common steps and never interpolated")
  @GetMapping("/curves")
  @Nullable ResponseEntity<CurveSetView> curves(
      @PathVariable String id,
      @Parameter(description = "The series of what the study compares by, where it is absent")
          @RequestParam(required = false)
          @Nullable String metric,
      @RequestParam(defaultValue = "0.95") double level,
      WebRequest request) {
    String own = Questions.of(metric, null, "two-sided", "left-out", level).metric();
    return answer(
        id,
        request,
        study ->
            CurveSetView.of(
                answers.curves(
                    study, own == null ? CurveMetric.of(study.spec().metric()) : own, level)));
  }

  /** Returns what the recipe's paper says beside what was measured. */
  @Operation(
      operationId = "showClaims",
      summary = "Show what the recipe's paper says beside what was measured")
  @GetMapping("/claims")
  @Nullable ResponseEntity<ReplicationView> claims(@PathVariable String id, WebRequest request) {
    return answer(
        id,
        request,
        study ->
            claims
                .of(study)
                .map(ReplicationView::of)
                .orElseThrow(
                    () ->
                        new Refusal(
                            HttpStatus.NOT_FOUND,
                            "study \"%s\" is of no recipe, and so of no paper".formatted(id))));
  }

  private <T> @Nullable ResponseEntity<T> answer(
      String id, WebRequest request, Function<Study, T> answer) {
    StudyProgress progress = studies.progress(List.of(StudyAddress.id(id))).get(id);
    Study study = studies.find(id).orElseThrow(() -> StudyAddress.missing(id));
    if (progress == null) {
      throw new Refusal(HttpStatus.NOT_FOUND, "there is no study \"" + id + "\"");
    }
    return Etag.unlessHeld(request, Etag.of(progress.version()), () -> answer.apply(study));
  }
}
