package org.normlab.run.table;

/** A column of a table. */
public record Column(String name, Type type) {
  /** Describes what its values are, besides null. */
  public enum Type {
    /** String. */
    TEXT,
    /** Long. */
    WHOLE,
    /** Double; one that is not finite counts as null. */
    NUMBER,
    /** Boolean. */
    TRUTH,
    /** Instant. */
    MOMENT
  }

  static Column text(String name) {
    return new Column(name, Type.TEXT);
  }

  static Column whole(String name) {
    return new Column(name, Type.WHOLE);
  }

  static Column number(String name) {
    return new Column(name, Type.NUMBER);
  }

  static Column moment(String name) {
    return new Column(name, Type.MOMENT);
  }
}
