package org.normlab.api;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.normlab.job.IllegalMove;
import org.normlab.job.KeyReused;
import org.normlab.job.UnconfirmedCommit;
import org.normlab.job.VersionMismatch;
import org.normlab.search.BadFilter;
import org.normlab.study.IllegalStudy;
import org.normlab.study.IllegalStudyMove;
import org.normlab.study.StudyKeyReused;
import org.normlab.study.TooManyToRank;
import org.normlab.study.UnknownLabel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error as problem+json (RFC 9457). */
@RestControllerAdvice
@WhereApiIsServed
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Refusal refusal) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(refusal.status(), String.valueOf(refusal.getMessage()));
    if (!refusal.errors().isEmpty()) {
      problem.setProperty("errors", refusal.errors());
    }
    ResponseEntity.HeadersBuilder<?> answer = ResponseEntity.of(problem);
    if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      answer.header(HttpHeaders.RETRY_AFTER, "5");
    }
    return answer.build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(BadFilter e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    problem.setProperty("parameter", e.parameter());
    problem.setProperty("position", e.position());
    problem.setProperty("received", e.received());
    problem.setProperty("allowed", e.allowed());
    return ResponseEntity.of(problem).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> moved(IllegalMove move) {
    return answer(HttpStatus.CONFLICT, move);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> reused(KeyReused reused) {
    return answer(HttpStatus.UNPROCESSABLE_CONTENT, reused);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> illegal(IllegalStudy study) {
    return refused(
        new Refusal(
            HttpStatus.UNPROCESSABLE_CONTENT,
            String.valueOf(study.getMessage()),
            study.problems()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> moved(IllegalStudyMove move) {
    return answer(HttpStatus.CONFLICT, move);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> reused(StudyKeyReused reused) {
    return answer(HttpStatus.UNPROCESSABLE_CONTENT, reused);
  }

  @ExceptionHandler({UnknownLabel.class, TooManyToRank.class})
  ResponseEntity<ProblemDetail> unanswerable(RuntimeException question) {
    return answer(HttpStatus.BAD_REQUEST, question);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> changed(VersionMismatch mismatch) {
    return answer(HttpStatus.PRECONDITION_FAILED, mismatch);
  }

  /** Tomcat reads a query only when it is asked for, so what is no query shows up here. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
    return refused(Ask.bad("the query is no list of name=value in percent-encoded UTF-8"));
  }

  /**
   * What fails before a commit has stored nothing; a change is read back before it is committed, so
   * that nothing fails after it.
   */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> away(Exception e, WebRequest request) {
    log("the database does not answer", e);
    return unavailable(
        isSafe(request)
            ? "the database does not answer now; try again"
            : "the database does not answer now; nothing was stored, try again");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unconfirmed(UnconfirmedCommit e) {
    log("the database did not confirm a commit", e);
    return unavailable(
        "the database did not confirm the change, which may or may not have been stored; look"
            + " whether it was before you send it again. A POST with an Idempotency-Key can be"
            + " repeated with the same key without being carried out twice");
  }

  private static void log(String what, Exception e) {
    String cause = NestedExceptionUtils.getMostSpecificCause(e).toString();
    LOG.warn("{}: {}", what, cause.replaceAll("\\R", " "));
  }

  private static ResponseEntity<ProblemDetail> unavailable(String detail) {
    return ResponseEntity.of(
            ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail))
        .header("Retry-After", "5")
        .build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
    LOG.error("unexpected", e);
    return ResponseEntity.of(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "an unexpected fault; the service's log has it"))
        .build();
  }

  private static boolean isSafe(WebRequest request) {
    HttpMethod method = ((ServletWebRequest) request).getHttpMethod();
    return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
  }

  private static ResponseEntity<ProblemDetail> answer(HttpStatus status, Exception e) {
    return ResponseEntity.of(
            ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage())))
        .build();
  }
}
