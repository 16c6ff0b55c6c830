package org.normlab.access.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.normlab.access.AccessSettings;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says who may use the service, so that the page can warn and name the token it sends. */
@RestController
@Tag(name = "Access")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/access", produces = MediaType.APPLICATION_JSON_VALUE)
class AccessController {
  private final AccessSettings settings;

  AccessController(AccessSettings settings) {
    this.settings = settings;
  }

  @Operation(
      operationId = "getAccess",
      summary = "Say who may use the service, and which token this request sends")
  @GetMapping
  AccessView access() {
    return new AccessView(rule(), Caller.token().map(TokenView::of).orElse(null));
  }

  private String rule() {
    if (settings.tokens()) {
      return "TOKENS";
    }
    return settings.none() ? "NONE" : "LOOPBACK";
  }
}
