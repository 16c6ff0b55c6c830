package org.normlab.run.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads filters and orders; the grammar is MLflow's, with numbers for params and lists for any text
 * attribute besides.
 *
 * <pre>
 * filter := clause ( AND clause )*
 * clause := [entity "."] key op value
 * order  := [entity "."] key [ASC | DESC] ( "," … )*
 * </pre>
 */
final class FilterParser {
  private static final int MOST_CLAUSES = 50;
  private static final int MOST_KEYS = 4;

  private final Tokens tokens;
  private final FieldParser fields;
  private final ValueParser values;

  private FilterParser(String parameter, String text) {
    tokens = new Tokens(parameter, text);
    fields = new FieldParser(tokens);
    values = new ValueParser(tokens);
  }

  /** All clauses must hold; an empty text has none. */
  static List<Clause> filter(String text) {
    return new FilterParser("filter", text).clauses();
  }

  /** The first key counts most; an empty text has none. */
  static List<Order> order(String text) {
    return new FilterParser("orderBy", text).orders();
  }

  private List<Clause> clauses() {
    List<Clause> clauses = new ArrayList<>();
    if (tokens.isAtEnd()) {
      return clauses;
    }
    do {
      if (clauses.size() == MOST_CLAUSES) {
        throw tokens.unfit(tokens.peek(), "at most " + MOST_CLAUSES + " clauses");
      }
      clauses.add(clause());
    } while (tokens.takeIf("AND"));
    if (!tokens.isAtEnd()) {
      throw tokens.unfit(tokens.peek(), "AND or the end; there is no OR and no parenthesis");
    }
    return clauses;
  }

  private Clause clause() {
    Field field = fields.read();
    return switch (field) {
      case Field.Metric metric -> {
        Operator operator = Operator.read(tokens, Operator.OF_NUMBERS);
        yield new Clause(metric, operator, List.of(values.number()));
      }
      case Field.Tag tag -> {
        Operator operator = Operator.read(tokens, Operator.OF_TEXTS);
        yield new Clause(tag, operator, List.of(values.text()));
      }
      case Field.Param param -> {
        Operator operator = Operator.read(tokens, Operator.OF_PARAMS);
        yield new Clause(param, operator, List.of(values.numberOrText(operator)));
      }
      case RunColumn column -> attribute(column);
    };
  }

  private Clause attribute(RunColumn column) {
    return switch (column.kind()) {
      case TEXT -> {
        Operator operator = Operator.read(tokens, Operator.OF_ATTRIBUTES);
        yield new Clause(column, operator, texts(column, operator));
      }
      case NUMBER -> {
        Operator operator = Operator.read(tokens, Operator.OF_NUMBERS);
        yield new Clause(column, operator, List.of(values.number()));
      }
      case MOMENT -> {
        Operator operator = Operator.read(tokens, Operator.OF_NUMBERS);
        yield new Clause(column, operator, List.of(values.moment()));
      }
    };
  }

  private List<Object> texts(RunColumn column, Operator operator) {
    if (!operator.takesList()) {
      return List.of(operator.isPattern() ? values.text() : values.word(column.words()));
    }
    tokens.expect("(", "a list in parentheses, ('a', 'b')");
    List<Object> list = new ArrayList<>();
    do {
      list.add(values.word(column.words()));
    } while (tokens.takeIf(","));
    tokens.expect(")", "a comma or a closing parenthesis");
    return list;
  }

  private List<Order> orders() {
    List<Order> orders = new ArrayList<>();
    if (tokens.isAtEnd()) {
      return orders;
    }
    do {
      if (orders.size() == MOST_KEYS) {
        throw tokens.unfit(tokens.peek(), "at most " + MOST_KEYS + " keys");
      }
      Field field = fields.read();
      boolean descending = tokens.takeIf("DESC");
      if (!descending) {
        tokens.takeIf("ASC");
      }
      orders.add(new Order(field, descending));
    } while (tokens.takeIf(","));
    if (!tokens.isAtEnd()) {
      throw tokens.unfit(tokens.peek(), "ASC, DESC, a comma or the end");
    }
    return orders;
  }
}
