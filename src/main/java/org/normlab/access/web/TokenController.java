package org.normlab.access.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.normlab.access.AccessSettings;
import org.normlab.access.IllegalToken;
import org.normlab.access.IssuedToken;
import org.normlab.access.NewToken;
import org.normlab.access.Tokens;
import org.normlab.web.Body;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes, lists and revokes tokens. Where no token is needed, nobody is known, and whoever could
 * make a token now would keep it when tokens are needed later: then only the command of the jar
 * does.
 */
@RestController
@Tag(name = "Tokens")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
class TokenController {
  private final Tokens tokens;
  private final AccessSettings settings;

  TokenController(Tokens tokens, AccessSettings settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  @Operation(operationId = "listTokens", summary = "List tokens, the oldest first")
  @GetMapping
  TokensView list() {
    requireTokens();
    return new TokensView(tokens.list().stream().map(TokenView::of).toList());
  }

  @Operation(
      operationId = "createToken",
      summary = "Make a token; the answer alone has its secret",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = TokenRequest.class))))
  @ApiResponse(
      responseCode = "201",
      description = "The token and its secret",
      useReturnTypeSchema = true)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<IssuedTokenView> create(HttpServletRequest request) throws IOException {
    requireTokens();
    IssuedToken made = tokens.create(read(Body.text(request)));
    return ResponseEntity.created(URI.create("/api/v1/tokens/" + made.token().id()))
        .body(new IssuedTokenView(TokenView.of(made.token()), made.secret()));
  }

  private static NewToken read(String body) {
    try {
      return NewToken.read(RequestParams.members(body, NewToken.FIELDS));
    } catch (IllegalToken illegal) {
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(illegal.getMessage()), illegal.faults());
    }
  }

  @Operation(operationId = "revokeToken", summary = "Revoke a token; it stays in the list")
  @DeleteMapping("/{id}")
  TokenView revoke(@PathVariable String id, HttpServletRequest request) throws IOException {
    requireTokens();
    Body.none(request);
    return Optional.of(id)
        .filter(RequestParams::isId)
        .flatMap(tokens::revoke)
        .map(TokenView::of)
        .orElseThrow(
            () ->
                new Refusal(
                    HttpStatus.NOT_FOUND,
                    "there is no token with id \"" + RequestParams.quoted(id) + "\""));
  }

  private void requireTokens() {
    if (!settings.tokens()) {
      throw new Refusal(
          HttpStatus.FORBIDDEN,
          "tokens are managed here only where they are needed: start the service with"
              + " normlab.security.tokens=true, or use \"java -jar normlab.jar token\"");
    }
  }
}
