package org.normlab.quickstart;

/** The quickstart cannot go on; the message tells the user why and what to do. */
final class Stop extends Exception {
  private static final long serialVersionUID = 1;

  static final int JOB_FAILED = 1;
  static final int USAGE = 2;
  static final int NO_SERVICE = 3;
  static final int NO_WORKER = 4;
  static final int INTERRUPTED = 130;

  private final int code;

  Stop(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Returns what the process exits with. */
  int code() {
    return code;
  }
}
