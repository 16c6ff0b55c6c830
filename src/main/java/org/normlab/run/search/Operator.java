package org.normlab.run.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Describes how a clause compares. */
enum Operator {
  GREATER(">", ">"),
  AT_LEAST(">=", ">="),
  EQUAL("=", "="),
  UNEQUAL("!=", "<>"),
  LESS("<", "<"),
  AT_MOST("<=", "<="),
  LIKE("LIKE", "like"),
  ILIKE("ILIKE", "ilike"),
  IN("IN", "in"),
  NOT_IN("NOT IN", "not in");

  static final Set<Operator> OF_NUMBERS =
      EnumSet.of(GREATER, AT_LEAST, EQUAL, UNEQUAL, LESS, AT_MOST);
  static final Set<Operator> OF_TEXTS = EnumSet.of(EQUAL, UNEQUAL, LIKE, ILIKE);
  static final Set<Operator> OF_ATTRIBUTES = EnumSet.of(EQUAL, UNEQUAL, LIKE, ILIKE, IN, NOT_IN);
  static final Set<Operator> OF_PARAMS =
      EnumSet.of(GREATER, AT_LEAST, EQUAL, UNEQUAL, LESS, AT_MOST, LIKE, ILIKE);

  private final String sign;
  private final String sql;

  Operator(String sign, String sql) {
    this.sign = sign;
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  boolean isPattern() {
    return this == LIKE || this == ILIKE;
  }

  boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  /** Reads one of those that are allowed here. */
  static Operator read(Tokens tokens, Set<Operator> allowed) {
    Token token = tokens.take();
    String sign = token.is("NOT") && tokens.takeIf("IN") ? NOT_IN.sign : token.text();
    for (Operator one : allowed) {
      if (!token.isQuoted() && one.sign.equalsIgnoreCase(sign)) {
        return one;
      }
    }
    throw tokens.unfit(token, shown(allowed));
  }

  static String shown(Set<Operator> operators) {
    return Arrays.stream(values())
        .filter(operators::contains)
        .map(one -> one.sign)
        .collect(Collectors.joining(" "));
  }
}
