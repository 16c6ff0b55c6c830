package org.normlab.access.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.normlab.access.ApiToken;

/** Describes a token without its secret. */
@Schema(name = "Token", description = "A token by which the API is used, without its secret.")
record TokenView(
    @Schema(format = "uuid") String id,
    String name,
    @Schema(
            allowableValues = {"read", "submit", "admin"},
            description = "What the token allows; each scope includes those before it.")
        String scope,
    Instant createdAt,
    @Schema(description = "From when on the token is refused; null for never.")
        @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Schema(description = "When the token was used last, to a minute.")
        @Nullable Instant lastUsedAt) {

  static TokenView of(ApiToken token) {
    return new TokenView(
        token.id(),
        token.name(),
        token.scope().word(),
        token.created(),
        token.expires(),
        token.revoked(),
        token.lastUsed());
  }
}
