package org.normlab.run.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.web.BoundedAccept;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Describes how a table is written. */
public enum TableFormat {
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

  /**
   * A format and what is done to cells of it.
   *
   * @param escapeFormulas whether texts that a spreadsheet would take for formulas are escaped
   */
  public record Chosen(TableFormat format, boolean escapeFormulas) {}

  /**
   * Reads the parameters of a table.
   *
   * @param escape {@code formulas}, of CSV alone
   */
  public static Chosen chosen(
      @Nullable String name, @Nullable String accept, @Nullable String escape) {
    TableFormat format = of(name, accept);
    if (escape == null) {
      return new Chosen(format, false);
    }
    if (!escape.equals("formulas") || format != CSV) {
      throw RequestParams.bad(
          "escape must be formulas, and is for CSV alone; received \"%s\" with the format %s"
              .formatted(RequestParams.quoted(escape), format.extension()));
    }
    return new Chosen(format, true);
  }

  /**
   * Chooses the format by name where there is one, else by an Accept header; CSV where there is
   * neither.
   */
  private static TableFormat of(@Nullable String name, @Nullable String accept) {
    if (name == null || name.isEmpty()) {
      return accept == null || accept.isBlank() ? CSV : accepted(accept);
    }
    return Arrays.stream(values())
        .filter(format -> format.extension().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                RequestParams.bad(
                    "format must be one of %s; received \"%s\""
                        .formatted(names(), RequestParams.quoted(name))));
  }

  private static TableFormat accepted(String accept) {
    try {
      List<MediaType> types = BoundedAccept.types(accept);
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
            + RequestParams.quoted(accept));
  }

  private static String names() {
    return Arrays.stream(values()).map(TableFormat::extension).collect(Collectors.joining(", "));
  }
}
