package org.normlab.run.search;

import java.util.Collections;
import java.util.List;

/**
 * Clauses as SQL over a run's row {@code r} and its job's {@code j}. A clause about what a run does
 * not have is false, also for {@code !=}: either there is no row, or a comparison with null.
 */
public final class Conditions {
  /** No character is special but % and _. */
  private static final String NO_ESCAPE = " escape ''";

  private Conditions() {}

  /** Begins with {@code where}. */
  public static Sql where(List<Clause> clauses) {
    Sql sql = new Sql().add(" where 1 = 1");
    clauses.forEach(clause -> sql.add(" and ").add(condition(clause)));
    return sql;
  }

  private static Sql condition(Clause clause) {
    return switch (clause.field()) {
      case Field.Metric(String name) ->
          new Sql()
              .add(
                  "exists (select 1 from run_metric m where m.job = r.job and m.run = r.number"
                      + " and m.name = ? and ",
                  name)
              .add(compared("m.measured", clause))
              .add(")");
      case Field.Param(String name) ->
          new Sql()
              .add(
                  "exists (select 1 from job_param p where p.job = r.job and p.name = ? and ", name)
              .add(param(clause))
              .add(")");
      case Field.Tag(String name) ->
          new Sql()
              .add("r.job in (select t.job from job_tag t where t.name = ? and ", name)
              .add(compared("t.text", clause))
              .add(")");
      // From the study's side, which has few jobs of all.
      case RunColumn.STUDY ->
          new Sql()
              .add("r.job in (select sj.job from study_job sj where ")
              .add(compared("sj.study", clause))
              .add(")");
      case RunColumn column -> compared(column.sql(), clause);
    };
  }

  private static Sql compared(String sql, Clause clause) {
    Operator operator = clause.operator();
    if (operator.takesList()) {
      String marks = String.join(", ", Collections.nCopies(clause.values().size(), "?"));
      return new Sql()
          .add("%s %s (%s)".formatted(sql, operator.sql(), marks), clause.values().toArray());
    }
    return new Sql()
        .add(
            sql + " " + operator.sql() + " ?" + (operator.isPattern() ? NO_ESCAPE : ""),
            clause.value());
  }

  /** A text that says a number equals all spellings of it: '0.0001' is 1.0E-4. */
  private static Sql param(Clause clause) {
    if (!(clause.value() instanceof String text)) {
      // Beyond 2^53 doubles are further apart than integers, whose digits stand in the text.
      return clause.operator() == Operator.EQUAL
              && clause.value() instanceof Long whole
              && Math.abs(whole) > 1L << 53
          ? new Sql().add("p.text = ?", whole.toString())
          : compared("p.number", clause);
    }
    Sql texts = compared("p.text", clause);
    Object number = ValueParser.numberOrNull(text);
    if (number == null || clause.operator().isPattern()) {
      return texts;
    }
    return clause.operator() == Operator.EQUAL
        ? new Sql().add("(").add(texts).add(" or p.number = ?)", number)
        : texts.add(" and (p.number is null or p.number <> ?)", number);
  }
}
