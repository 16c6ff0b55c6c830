package org.normlab.run.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.run.search.Conditions;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.RunSearch;
import org.normlab.run.search.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Describes what only some runs have: which names there are among those that a query finds, and
 * values.
 */
@Component
class DynamicColumns {
  private static final String PARAMS =
      """
      select p.name, count(*) as many, count(p.number) as numbers,
        sum(case when p.number is not null and p.text not like '%.%' and p.text not like '%E%'
          then 1 else 0 end) as wholes,
        sum(case when p.text in ('true', 'false') then 1 else 0 end) as truths
      from job_param p where p.job in (select r.job\
      """;

  private final JdbcClient sql;

  DynamicColumns(JdbcClient sql) {
    this.sql = sql;
  }

  /** A column's type is what all its values are. */
  List<Column> params(RunQuery query) {
    return of(PARAMS, query, ") group by p.name order by p.name")
        .list(
            sql,
            (row, _) -> {
              long all = row.getLong("many");
              Column.Type type =
                  row.getLong("wholes") == all
                      ? Column.Type.WHOLE
                      : row.getLong("numbers") == all
                          ? Column.Type.NUMBER
                          : row.getLong("truths") == all ? Column.Type.TRUTH : Column.Type.TEXT;
              return new Column(row.getString("name"), type);
            });
  }

  List<String> tags(RunQuery query) {
    return of(
            "select distinct t.name from job_tag t where t.job in (select r.job",
            query,
            ") order by t.name")
        .list(sql, (row, _) -> row.getString(1));
  }

  List<String> metrics(RunQuery query) {
    return new Sql()
        .add("select distinct f.name" + RunSearch.FROM)
        .add(" join run_metric f on f.job = r.job and f.run = r.number")
        .add(Conditions.where(query.filter()))
        .add(" order by f.name")
        .list(sql, (row, _) -> row.getString(1));
  }

  private static Sql of(String select, RunQuery query, String end) {
    return new Sql().add(select + RunSearch.FROM).add(Conditions.where(query.filter())).add(end);
  }

  /** The settings of some jobs, as texts. */
  Map<String, Map<String, String>> settings(List<String> jobs) {
    Map<String, Map<String, String>> settings = new HashMap<>();
    if (!jobs.isEmpty()) {
      sql.sql("select job, name, text from job_param where job in (:jobs)")
          .param("jobs", jobs)
          .query(
              row -> {
                settings
                    .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                    .put(row.getString(2), row.getString(3));
              });
    }
    return settings;
  }
}
