package org.normlab.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a token allows; each scope includes those before it. */
public enum Scope {
  /** Reads everything. */
  READ,
  /** Submits and changes jobs and studies. */
  SUBMIT,
  /** Makes and revokes tokens. */
  ADMIN;

  /** Returns the name that requests, answers and commands use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a scope by its word. */
  static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** Returns whether this scope allows all that another allows. */
  public boolean includes(Scope other) {
    return compareTo(other) >= 0;
  }

  /** Lists the scopes that this one includes, itself among them. */
  public List<Scope> included() {
    return Arrays.stream(values()).filter(this::includes).toList();
  }
}
