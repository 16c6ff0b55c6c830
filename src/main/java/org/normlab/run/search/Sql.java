package org.normlab.run.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A statement that grows together with its values, so that none stands in its text. */
public final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  public Sql add(String more, Object... moreValues) {
    text.append(more);
    Collections.addAll(values, moreValues);
    return this;
  }

  public Sql add(Sql other) {
    text.append(other.text);
    values.addAll(other.values);
    return this;
  }

  public <T> List<T> list(JdbcClient database, RowMapper<T> rows) {
    return database.sql(text.toString()).params(values).query(rows).list();
  }

  void each(JdbcClient database, RowCallbackHandler rows) {
    database.sql(text.toString()).params(values).query(rows);
  }

  @Override
  public String toString() {
    return text + " " + values;
  }
}
