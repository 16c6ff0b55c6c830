package org.normlab.study;

/** An Idempotency-Key came again with another study. */
public final class StudyKeyReused extends RuntimeException {
  public StudyKeyReused(String key, String id) {
    super(
        "the Idempotency-Key \"%s\" was used for study %s, which differs; use a new key for a new study"
            .formatted(key, id));
  }
}
