package org.normlab.study.web;

import org.normlab.study.IllegalStudy;
import org.normlab.study.StudyKeyReused;
import org.normlab.study.answer.TooManyToRank;
import org.normlab.study.answer.UnknownLabel;
import org.normlab.study.answer.aggregate.IllegalAggregate;
import org.normlab.study.life.IllegalStudyMove;
import org.normlab.web.Problems;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what studies refuse. */
@RestControllerAdvice
@WhereApiIsServed
@Order(0)
class StudyProblems {
  private final Problems problems;

  StudyProblems(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> illegal(IllegalStudy study) {
    return problems.refused(
        new Refusal(
            HttpStatus.UNPROCESSABLE_CONTENT,
            String.valueOf(study.getMessage()),
            study.problems()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> moved(IllegalStudyMove move) {
    return Problems.answer(HttpStatus.CONFLICT, move);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> reused(StudyKeyReused reused) {
    return Problems.answer(HttpStatus.UNPROCESSABLE_CONTENT, reused);
  }

  @ExceptionHandler({UnknownLabel.class, TooManyToRank.class, IllegalAggregate.class})
  ResponseEntity<ProblemDetail> unanswerable(RuntimeException question) {
    return Problems.answer(HttpStatus.BAD_REQUEST, question);
  }
}
