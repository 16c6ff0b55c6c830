package org.normlab.job.web;

import org.normlab.job.IllegalMove;
import org.normlab.job.KeyReused;
import org.normlab.job.VersionMismatch;
import org.normlab.web.Problems;
import org.normlab.web.WhereApiIsServed;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what jobs refuse. */
@RestControllerAdvice
@WhereApiIsServed
@Order(0)
class JobProblems {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> moved(IllegalMove move) {
    return Problems.answer(HttpStatus.CONFLICT, move);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> reused(KeyReused reused) {
    return Problems.answer(HttpStatus.UNPROCESSABLE_CONTENT, reused);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> changed(VersionMismatch mismatch) {
    return Problems.answer(HttpStatus.PRECONDITION_FAILED, mismatch);
  }

  /**
   * Answers a job or a study that changed between reading and writing. Both are changed under the
   * lock of their row, so that only another program can have done so.
   */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> changed(OptimisticLockingFailureException e) {
    return Problems.answer(
        ProblemDetail.forStatusAndDetail(
            HttpStatus.PRECONDITION_FAILED,
            "what is to be changed was changed meanwhile; nothing was stored, read it again"));
  }
}
