package org.normlab.access;

/**
 * A token that was just made, with its secret, which is shown once and kept nowhere.
 *
 * @param secret what is sent as {@code Authorization: Bearer}
 */
public record IssuedToken(ApiToken token, String secret) {
  /** Leaves the secret out: what is printed may be logged. */
  @Override
  public String toString() {
    return "IssuedToken[token=" + token + "]";
  }
}
