package org.normlab.web;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Reads the Accept header. Spring sorts at most 50 media types and answers a longer list with 500;
 * here it is not acceptable.
 *
 * @param header reads a list that is short enough
 */
public record BoundedAccept(ContentNegotiationStrategy header)
    implements ContentNegotiationStrategy {
  private static final int MOST = 50;

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    String[] values = request.getHeaderValues(HttpHeaders.ACCEPT);
    if (values != null && count(String.join(",", values)) > MOST) {
      throw new HttpMediaTypeNotAcceptableException(
          "an Accept header may list %d media types; this one lists more".formatted(MOST));
    }
    return header.resolveMediaTypes(request);
  }

  /** The types of a header, the most specific first. */
  public static List<MediaType> types(String accept) {
    if (count(accept) > MOST) {
      throw new Refusal(
          HttpStatus.NOT_ACCEPTABLE,
          "an Accept header may list %d media types; this one lists more".formatted(MOST));
    }
    List<MediaType> types = MediaType.parseMediaTypes(accept);
    MimeTypeUtils.sortBySpecificity(types);
    return types;
  }

  /** At least as many as there are types: a comma within quotes counts too. */
  private static long count(String accept) {
    return Arrays.stream(accept.split(",")).filter(part -> !part.isBlank()).count();
  }
}
