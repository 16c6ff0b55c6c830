package org.normlab.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** How a table is written. */
enum TableFormat {
  CSV("text/csv;charset=UTF-8;header=present"),
  NDJSON("application/x-ndjson"),
  PARQUET("application/vnd.apache.parquet");

  private final String type;

  TableFormat(String type) {
    this.type = type;
  }

  MediaType type() {
    return MediaType.parseMediaType(type);
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By name where there is one, else by an Accept header; CSV where there is neither. */
  static TableFormat of(@Nullable String name, @Nullable String accept) {
    if (name == null || name.isEmpty()) {
      return accept == null || accept.isBlank() ? CSV : accepted(accept);
    }
    return Arrays.stream(values())
        .filter(format -> format.extension().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> Ask.bad("format must be one of %s; received \"%s\"".formatted(names(), name)));
  }

  private static TableFormat accepted(String accept) {
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accept);
      MimeTypeUtils.sortBySpecificity(types);
      return types.stream()
          .filter(type -> type.getQualityValue() > 0)
          .flatMap(type -> Arrays.stream(values()).filter(one -> type.includes(plain(one))))
          .findFirst()
          .orElseThrow(() -> unacceptable(accept));
    } catch (InvalidMediaTypeException e) {
      throw unacceptable(accept);
    }
  }

  private static MediaType plain(TableFormat format) {
    return new MediaType(format.type().getType(), format.type().getSubtype());
  }

  private static Refusal unacceptable(String accept) {
    return new Refusal(
        HttpStatus.NOT_ACCEPTABLE,
        "there are text/csv, application/x-ndjson and application/vnd.apache.parquet; received"
            + " Accept: "
            + accept);
  }

  private static String names() {
    return Arrays.stream(values()).map(TableFormat::extension).collect(Collectors.joining(", "));
  }
}
