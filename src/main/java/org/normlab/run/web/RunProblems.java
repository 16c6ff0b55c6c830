package org.normlab.run.web;

import org.normlab.run.search.BadFilter;
import org.normlab.web.Problems;
import org.normlab.web.WhereApiIsServed;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what a search of runs refuses. */
@RestControllerAdvice
@WhereApiIsServed
@Order(0)
class RunProblems {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(BadFilter e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    problem.setProperty("parameter", e.parameter());
    problem.setProperty("position", e.position());
    problem.setProperty("received", e.received());
    problem.setProperty("allowed", e.allowed());
    return Problems.answer(problem);
  }
}
