package org.normlab.web;

import java.util.List;
import org.normlab.setting.Problem;
import org.springframework.http.HttpStatus;

/** A request that is not carried out; nothing was stored. */
public final class Refusal extends RuntimeException {
  private final HttpStatus status;
  private final transient List<Problem> errors;

  public Refusal(HttpStatus status, String detail) {
    this(status, detail, List.of());
  }

  /** Creates a refusal with a pointer and a sentence for each fault. */
  public Refusal(HttpStatus status, String detail, List<Problem> errors) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }

  /** The service has too much to do now. */
  public static Refusal busy(String detail) {
    return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }

  HttpStatus status() {
    return status;
  }

  List<Problem> errors() {
    return errors;
  }
}
