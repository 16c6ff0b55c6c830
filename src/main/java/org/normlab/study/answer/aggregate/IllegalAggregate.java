package org.normlab.study.answer.aggregate;

/** A question for aggregates that a study has no answer to; the message says what is allowed. */
public final class IllegalAggregate extends RuntimeException {
  IllegalAggregate(String message) {
    super(message);
  }
}
