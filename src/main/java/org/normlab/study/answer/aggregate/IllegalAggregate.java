package org.normlab.study.answer.aggregate;

/** Refuses aggregates that a study cannot have; the message says what is allowed. */
public final class IllegalAggregate extends RuntimeException {
  IllegalAggregate(String message) {
    super(message);
  }
}
