package org.normlab.study;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.normlab.spec.StudyJson;
import org.springframework.stereotype.Component;

/** Fills in the tags of studies from before V7; SQL alone cannot read their JSON on H2. */
@Component
public class StudyTagMigration implements JavaMigration {
  static final String INSERT = "insert into study_tag (study, name, text) values (?, ?, ?)";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("7.1");
  }

  @Override
  public String getDescription() {
    return "fill study tags";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    try (Statement read = connection.createStatement();
        PreparedStatement write = connection.prepareStatement(INSERT);
        ResultSet rows = read.executeQuery("select id, spec from study")) {
      while (rows.next()) {
        for (Map.Entry<String, String> tag :
            StudyJson.trusted(rows.getString(2)).tags().entrySet()) {
          write.setString(1, rows.getString(1));
          write.setString(2, tag.getKey());
          write.setString(3, tag.getValue());
          write.executeUpdate();
        }
      }
    }
  }
}
