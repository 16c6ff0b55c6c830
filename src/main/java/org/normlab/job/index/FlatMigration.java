package org.normlab.job.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.migration.Context;
import org.normlab.storage.FillingMigration;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Fills in the flat rows of jobs from before V5; SQL alone cannot read their JSON on H2. */
@Component
public class FlatMigration extends FillingMigration {
  public FlatMigration() {
    super("5.1", "fill run search");
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    fill(
        connection,
        "select id, spec from job order by id",
        SearchIndexRows.INSERT_PARAM,
        row -> SearchIndexRows.paramRows(row.getString(1), row.getString(2)));
    fill(
        connection,
        "select job, number, summary from job_run where summary <> '{}' order by job, number",
        SearchIndexRows.INSERT_METRIC,
        row ->
            SearchIndexRows.metricRows(row.getString(1), row.getInt(2), summary(row.getString(3))));
  }

  private static Map<String, Double> summary(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<Map<String, Double>>() {});
  }
}
