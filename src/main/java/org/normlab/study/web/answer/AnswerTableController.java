package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.TableFiles;
import org.normlab.run.web.TableFormat;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.Question;
import org.normlab.study.web.StudyAddress;
import org.normlab.web.WhereApiIsServed;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A study's answers as tables for other programs, where a format is asked for. */
@RestController
@Tag(name = "Studies")
@WhereApiIsServed
@RequestMapping(
    path = "/api/v1/studies/{id}",
    params = {"format", "format!=json"})
class AnswerTableController {
  private final Studies studies;
  private final Answers answers;
  private final TableFiles files;

  AnswerTableController(Studies studies, Answers answers, TableFiles files) {
    this.studies = studies;
    this.answers = answers;
    this.files = files;
  }

  /** A row a block and method. */
  @ComparisonResponse
  @GetMapping("/comparison")
  void comparison(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String escape,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String baseline,
      @RequestParam(defaultValue = "two-sided") String alternative,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TableFormat.Chosen chosen = TableFormat.chosen(format, null, escape);
    Question question = Questions.of(metric, baseline, alternative, diverged, level);
    Study study = study(id);
    var table =
        new ComparisonTable(answers.comparison(study, Questions.checked(question, study, answers)));
    files.download("comparison", () -> table, chosen, request, response);
  }

  /** A row a method. */
  @RankingResponse
  @GetMapping("/ranks")
  void ranks(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String escape,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(defaultValue = "left-out") String diverged,
      @RequestParam(defaultValue = "0.95") double level,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TableFormat.Chosen chosen = TableFormat.chosen(format, null, escape);
    Question question = Questions.of(metric, null, "two-sided", diverged, level);
    Study study = study(id);
    var table = new RankTable(answers.ranks(study, Questions.checked(question, study, answers)));
    files.download("ranks", () -> table, chosen, request, response);
  }

  private Study study(String id) {
    return studies.find(StudyAddress.id(id)).orElseThrow(() -> StudyAddress.missing(id));
  }
}
