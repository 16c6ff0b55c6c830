package org.normlab.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is listed, without its secret.
 *
 * @param expires null where it does not expire
 * @param revoked null where it was not revoked
 * @param lastUsed to a minute; null where it was not used yet
 */
public record ApiToken(
    String id,
    String name,
    Scope scope,
    Instant created,
    @Nullable Instant expires,
    @Nullable Instant revoked,
    @Nullable Instant lastUsed) {

  /** Explains why this token is not accepted any more; null where it is. */
  public @Nullable String fault(Instant now) {
    if (revoked != null) {
      return "the token \"%s\" was revoked at %s".formatted(name, revoked);
    }
    return expires != null && !now.isBefore(expires)
        ? "the token \"%s\" expired at %s".formatted(name, expires)
        : null;
  }
}
