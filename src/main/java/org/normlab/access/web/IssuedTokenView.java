package org.normlab.access.web;

import io.swagger.v3.oas.annotations.media.Schema;

/** The answer with a token that was just made. */
@Schema(name = "IssuedToken", description = "A token that was just made, with its secret.")
record IssuedTokenView(
    TokenView token,
    @Schema(
            pattern = "^nlab_[A-Za-z0-9_-]{43}$",
            description = "Sent as Authorization: Bearer. It is shown this once.")
        String secret) {

  /** Leaves the secret out: what is printed may be logged. */
  @Override
  public String toString() {
    return "IssuedTokenView[token=" + token + "]";
  }
}
