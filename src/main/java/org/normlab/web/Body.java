package org.normlab.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A request's body as text, bounded. */
public final class Body {
  static final int LIMIT = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Body() {}

  /** Refuses a body where nothing is read from one; an empty object says nothing. */
  public static void none(HttpServletRequest request) throws IOException {
    String text = json(request).strip();
    if (!text.isEmpty() && !text.replaceAll("\\s", "").equals("{}")) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST,
          "this request takes no body; received " + RequestParams.quoted(text));
    }
  }

  /** A body that may be left out; what is no JSON is refused, and so a form. */
  public static String json(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    String text = text(request);
    if (type != null && !text.isBlank() && !isJson(type)) {
      throw new Refusal(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "a body must be application/json; received " + RequestParams.quoted(type));
    }
    return text;
  }

  private static boolean isJson(String type) {
    try {
      return MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  public static String text(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) {
      throw new Refusal(
          HttpStatus.CONTENT_TOO_LARGE,
          "a body may have %,d bytes; this one has more".formatted(LIMIT));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Some editors and PowerShell write a byte order mark, which a reader may ignore (RFC 8259).
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not UTF-8");
    }
  }
}
