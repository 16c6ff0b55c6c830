package org.normlab.study;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.FillingMigration;
import org.normlab.wire.StudyJson;
import org.springframework.stereotype.Component;

/** Fills in the tags of studies from before V7; SQL alone cannot read their JSON on H2. */
@Component
public class StudyTagMigration extends FillingMigration {
  private static final String INSERT = "insert into study_tag (study, name, text) values (?, ?, ?)";

  public StudyTagMigration() {
    super("7.1", "fill study tags");
  }

  @Override
  public void migrate(Context context) throws SQLException {
    fill(
        context.getConnection(),
        "select id, spec from study order by id",
        INSERT,
        row -> rows(row.getString(1), StudyJson.trusted(row.getString(2)).tags()));
  }

  private static List<@Nullable Object[]> rows(String study, Map<String, String> tags) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    tags.forEach((name, text) -> rows.add(new Object[] {study, name, text}));
    return rows;
  }
}
