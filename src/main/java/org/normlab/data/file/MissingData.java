package org.normlab.data.file;

/**
 * A data set that is not there; the message says what is missing, where it was looked for and how
 * to get it.
 */
public final class MissingData extends Exception {
  public MissingData(String message) {
    super(message);
  }
}
