package org.normlab.study.report.picture;

/** The study has nothing to draw of what was asked for; the message says why. */
public final class NoPicture extends RuntimeException {
  NoPicture(String message) {
    super(message);
  }
}
