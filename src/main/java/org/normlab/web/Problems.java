package org.normlab.web;

import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.storage.StorageLayout;
import org.normlab.storage.UnconfirmedCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.util.ClassUtils;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every error as problem+json (RFC 9457). What only one noun can meet, an advice of that
 * noun answers before this one.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
@WhereApiIsServed
public class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Endpoints endpoints;

  private final StorageLayout home;

  Problems(Endpoints endpoints, StorageLayout home) {
    this.endpoints = endpoints;
    this.home = home;
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> refused(Refusal refusal) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            refusal.status(), home.withoutPaths(String.valueOf(refusal.getMessage())));
    if (!refusal.errors().isEmpty()) {
      problem.setProperty(
          "errors",
          refusal.errors().stream()
              .map(one -> new Problem(one.pointer(), home.withoutPaths(one.detail())))
              .toList());
    }
    return refusal.status() == HttpStatus.SERVICE_UNAVAILABLE ? later(problem) : answer(problem);
  }

  /** Tomcat reads a query only when it is asked for, so what is no query shows up here. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
    return refused(RequestParams.noQuery());
  }

  /**
   * Returns what fails before a commit has stored nothing; a change is read back before it is
   * committed, so that nothing fails after it.
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
  ResponseEntity<ProblemDetail> unconfirmed(UnconfirmedCommit e, WebRequest request) {
    if (isSafe(request)) {
      return away(e, request);
    }
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
    return later(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
  }

  private static ResponseEntity<ProblemDetail> later(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(problem);
  }

  @ExceptionHandler({RuntimeException.class, Error.class})
  ResponseEntity<ProblemDetail> unexpected(Throwable e) {
    LOG.error("unexpected", e);
    return answer(
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR, ProblemValve.detail(500)));
  }

  /** Spring would print an array's identity, and what was received in full. */
  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    String detail =
        "%s must be %s; received \"%s\""
            .formatted(
                name,
                asked(e.getRequiredType()),
                RequestParams.quoted(String.valueOf(e.getValue())));
    return handleExceptionInternal(
        e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
  }

  private static String asked(@Nullable Class<?> type) {
    boolean isInteger =
        type == null || ClassUtils.resolvePrimitiveIfNecessary(type) != Double.class;
    return isInteger ? "an integer" : "a number";
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Set<String> methods =
        endpoints.methods(((ServletWebRequest) request).getRequest().getRequestURI());
    HttpHeaders own = HttpHeaders.copyOf(headers);
    if (!methods.isEmpty()) {
      own.set(HttpHeaders.ALLOW, String.join(", ", methods));
    }
    return super.handleHttpRequestMethodNotSupported(e, own, status, request);
  }

  /** Writes problem+json whatever the Accept header says, so that every error has a body. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    HttpHeaders own = HttpHeaders.copyOf(headers);
    own.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.createResponseEntity(body, own, status, request);
  }

  private static boolean isSafe(WebRequest request) {
    HttpMethod method = ((ServletWebRequest) request).getHttpMethod();
    return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
  }

  /** Answers with what an exception says. */
  public static ResponseEntity<ProblemDetail> answer(HttpStatus status, Exception e) {
    return answer(ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage())));
  }

  public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
