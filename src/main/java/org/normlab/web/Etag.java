package org.normlab.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.json.Legible;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/** Strong ETags made of versions, so that a poll that finds nothing new builds no answer. */
public final class Etag {
  private Etag() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Makes an ETag of a page.
   *
   * @param hash of the ids and versions of its items
   */
  public static String ofPage(int size, long hash) {
    return "\"%d-%x\"".formatted(size, hash);
  }

  /**
   * Returns which versions an If-Match lets be changed (RFC 9110, 13.1.1): any for {@code *}, else
   * those of its strong tags.
   */
  public static LongPredicate matching(String ifMatch) {
    List<ETag> tags = ETag.parse(ifMatch);
    if (tags.isEmpty()) {
      throw RequestParams.bad(
          "If-Match must be * or a list of ETags, such as \"3\"; received "
              + Legible.cut(ifMatch, 60));
    }
    return version ->
        tags.stream()
            .anyMatch(
                tag ->
                    tag.isWildcard() || (!tag.weak() && tag.tag().equals(Long.toString(version))));
  }

  /**
   * The answer, or 304 (and null) for a reader that holds it already; both are to be revalidated.
   */
  public static <T> @Nullable ResponseEntity<T> unlessHeld(
      WebRequest request, String etag, Supplier<T> answer) {
    if (request instanceof ServletWebRequest web && web.getResponse() != null) {
      web.getResponse().setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
    if (isHeld(request, etag)) {
      return null;
    }
    return ResponseEntity.ok().eTag(etag).body(answer.get());
  }

  /**
   * Returns whether a reader holds what has this ETag already; then the answer is 304. {@code
   * If-None-Match: *} holds whatever there is, which Spring heeds for changes alone.
   */
  public static boolean isHeld(WebRequest request, String etag) {
    boolean held = request.checkNotModified(etag);
    String asked = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    HttpServletResponse response = ((ServletWebRequest) request).getResponse();
    if (!held && asked != null && asked.strip().equals("*") && response != null) {
      response.setStatus(HttpStatus.NOT_MODIFIED.value());
      return true;
    }
    return held;
  }
}
