package org.normlab.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseWaitTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final DataSource database = mock();
  private final Connection connection = mock();

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "57P03"})
  void awaitsAServerThatIsYetToStart(String state) throws Exception {
    SQLException refused = new SQLException("connection refused", state);
    when(database.getConnection())
        .thenThrow(refused)
        .thenThrow(new FlywayException("no connection", new SQLException("pool", refused)))
        .thenReturn(connection);
    new DatabaseWait(LONG).await(database);
    verify(database, times(3)).getConnection();
    verify(connection).close();
  }

  /** A wrong password, a database that does not exist, a file of H2 that another process uses. */
  @ParameterizedTest
  @ValueSource(strings = {"28P01", "3D000", "90020"})
  void doesNotAwaitWhatWaitingDoesNotMend(String state) throws Exception {
    when(database.getConnection()).thenThrow(new SQLException("no", state));
    new DatabaseWait(LONG).await(database);
    verify(database, times(1)).getConnection();
  }

  @Test
  void givesUpWhenItsTimeIsOver() throws Exception {
    when(database.getConnection()).thenThrow(new SQLException("connection refused", "08001"));
    new DatabaseWait(Duration.ZERO).await(database);
    verify(database, times(1)).getConnection();
  }

  @Test
  void refusesAServerThatIsTooOld() throws Exception {
    DatabaseMetaData server = mock();
    when(server.getDatabaseProductName()).thenReturn("PostgreSQL");
    when(server.getDatabaseMajorVersion()).thenReturn(15);
    when(server.getDatabaseProductVersion()).thenReturn("15.14 (Debian)");
    when(connection.getMetaData()).thenReturn(server);
    when(database.getConnection()).thenReturn(connection);
    Flyway flyway = Flyway.configure().dataSource(database).load();
    assertThatThrownBy(() -> new SchemaMigration(new DatabaseWait(LONG)).migrate(flyway))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessage(
            "Normlab needs PostgreSQL 16 or later; the server is of version 15.14 (Debian).")
        .extracting(e -> ((DatabaseUnusable) e).action())
        .asString()
        .contains("Upgrade");
  }
}
