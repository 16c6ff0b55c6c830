package org.normlab.access.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The answer that lists tokens. */
@Schema(name = "Tokens", description = "All tokens, the oldest first.")
record TokensView(List<TokenView> tokens) {}
