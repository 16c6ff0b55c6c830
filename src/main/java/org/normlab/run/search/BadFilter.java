package org.normlab.run.search;

/** A filter or an order that cannot be read. */
public final class BadFilter extends RuntimeException {
  private final String parameter;
  private final int position;
  private final String received;
  private final String allowed;

  BadFilter(String parameter, int position, String received, String allowed) {
    super(
        "%s, character %d: received %s; allowed: %s"
            .formatted(parameter, position, received, allowed));
    this.parameter = parameter;
    this.position = position;
    this.received = received;
    this.allowed = allowed;
  }

  /** The query's parameter, {@code filter} or {@code orderBy}. */
  public String parameter() {
    return parameter;
  }

  /** Returns the position of the first character that does not fit, in UTF-16 units from 1. */
  public int position() {
    return position;
  }

  public String received() {
    return received;
  }

  public String allowed() {
    return allowed;
  }
}
