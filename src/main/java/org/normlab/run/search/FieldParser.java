package org.normlab.run.search;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.normlab.metric.Metrics;

/** Reads {@code [entity "."] key}. */
final class FieldParser {
  private static final String ENTITIES = "metrics, params, tags, attributes, or an attribute: ";

  private final Tokens tokens;

  FieldParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Field read() {
    Token first = tokens.take();
    return switch (first.kind()) {
      case QUOTED, BACKTICKED -> attribute(first, first.text());
      case WORD -> worded(first);
      default -> throw tokens.unfit(first, "a key: " + ENTITIES + RunColumn.keys());
    };
  }

  private Field worded(Token first) {
    int dot = first.text().indexOf('.');
    if (dot < 0) {
      return attribute(first, first.text());
    }
    String entity = first.text().substring(0, dot).toLowerCase(Locale.ROOT);
    String key = key(first, dot);
    return switch (entity) {
      case "metric", "metrics" -> metric(first, key);
      case "param", "params", "parameter", "parameters" -> param(key);
      case "tag", "tags" -> new Field.Tag(key);
      case "attribute", "attributes", "attr", "run" -> attribute(first, key);
      default -> throw tokens.unfit(first, ENTITIES + RunColumn.keys());
    };
  }

  /** Returns what follows the entity: bare, or where that ends in a dot, quoted right behind it. */
  private String key(Token first, int dot) {
    String bare = first.text().substring(dot + 1);
    if (!bare.isEmpty() && !bare.endsWith(".")) {
      return bare;
    }
    Token quoted = tokens.peek();
    boolean adjoins = quoted.position() == first.position() + first.text().length();
    boolean isKey = quoted.kind() == Token.Kind.QUOTED || quoted.kind() == Token.Kind.BACKTICKED;
    if (!adjoins || !isKey || quoted.text().isEmpty()) {
      throw tokens.unfit(quoted, "a key right after `" + first.text() + "`");
    }
    return bare + tokens.take().text();
  }

  /** A metric that is in no summary, as those of probes, would be found in no run. */
  private Field metric(Token at, String key) {
    if (Metrics.find(key).filter(metric -> !metric.appears().inSummary()).isPresent()) {
      throw tokens.unfit(at, "a metric of a run's summary: " + String.join(", ", ofSummaries()));
    }
    return new Field.Metric(key);
  }

  private static List<String> ofSummaries() {
    return Metrics.list().stream()
        .filter(metric -> metric.appears().inSummary())
        .map(metric -> metric.name())
        .toList();
  }

  private static Field param(String key) {
    @Nullable RunColumn own = RunColumn.ownParam(key);
    return own == null ? new Field.Param(key) : own;
  }

  private Field attribute(Token at, String key) {
    RunColumn column = RunColumn.attribute(key);
    if (column == null) {
      throw tokens.unfit(at, ENTITIES + RunColumn.keys());
    }
    return column;
  }
}
