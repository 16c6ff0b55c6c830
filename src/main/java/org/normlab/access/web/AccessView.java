package org.normlab.access.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Describes who may use the service, and by which token it is used now. */
@Schema(name = "Access", description = "Who may use the service.")
record AccessView(
    @Schema(
            allowableValues = {"LOOPBACK", "TOKENS", "NONE"},
            description =
                "LOOPBACK: no token is needed, and only this machine is served. TOKENS: a token is"
                    + " needed. NONE: whoever reaches the service may do everything.")
        String rule,
    @Schema(description = "The token of this request; null where none is needed.")
        @Nullable TokenView token) {}
