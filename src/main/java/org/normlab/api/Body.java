package org.normlab.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/** A request's body as text, bounded. */
final class Body {
  static final int LIMIT = 1 << 20;

  private Body() {}

  static String text(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) {
      throw new Refusal(
          HttpStatus.CONTENT_TOO_LARGE,
          "a body may have %,d bytes; this one has more".formatted(LIMIT));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not UTF-8");
    }
  }
}
