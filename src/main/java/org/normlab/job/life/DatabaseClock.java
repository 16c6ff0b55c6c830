package org.normlab.job.life;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The database's clock, since workers' clocks differ. */
@Component
class DatabaseClock {
  private final JdbcClient sql;

  DatabaseClock(JdbcClient sql) {
    this.sql = sql;
  }

  /** Returns the time; on PostgreSQL that at which the transaction began. */
  Instant now() {
    return sql.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant();
  }
}
