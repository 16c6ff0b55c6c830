package org.normlab.storage;

/** The database cannot be used as it is; the service does not start. */
public final class DatabaseUnusable extends RuntimeException {
  private final String action;

  /**
   * @param action what its user can do
   */
  DatabaseUnusable(String description, String action, Throwable cause) {
    super(description, cause);
    this.action = action;
  }

  DatabaseUnusable(String description, String action) {
    super(description);
    this.action = action;
  }

  /** Returns what the user can do about it. */
  public String action() {
    return action;
  }
}
