package org.normlab.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the workers that could train: each worker says again and again that it is there, and counts
 * as gone when it has been silent for 15 s. Nothing depends on it but what users are told; leases
 * decide who owns a job.
 */
@Component
public class WorkerRegistry {
  private static final String HEAR =
      """
      merge into worker w
      using (values (cast(? as varchar(200)), cast(? as varchar), cast(? as varchar(16)),
        cast(? as varchar))) as n (name, slots, state, reason)
      on (w.name = n.name)
      when matched then update set heard = current_timestamp, state = n.state, reason = n.reason
      when not matched then insert (name, slots, started, heard, state, reason)
        values (n.name, n.slots, current_timestamp, current_timestamp, n.state, n.reason)
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient sql;

  WorkerRegistry(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * One worker.
   *
   * @param slots names, each for one attempt at a time
   * @param reason why it takes no jobs; null where it does
   */
  public record Worker(
      String name,
      List<String> slots,
      Instant started,
      Instant heard,
      WorkerState state,
      @Nullable String reason) {}

  /**
   * Notes that a worker is there.
   *
   * @param obstacle why it takes no jobs; null where it does
   */
  public void hear(String name, List<String> slots, @Nullable String obstacle) {
    sql.sql(HEAR)
        .param(name)
        .param(JSON.writeValueAsString(slots))
        .param((obstacle == null ? WorkerState.READY : WorkerState.PAUSED).name())
        .param(obstacle)
        .update();
  }

  /** Forgets a worker, and all that fell silent a day ago. */
  public void leave(String name) {
    sql.sql("delete from worker where name = ? or heard < current_timestamp - interval '1' day")
        .param(name)
        .update();
  }

  public List<Worker> present() {
    return sql.sql(
            "select * from worker where heard > current_timestamp - interval '15' second"
                + " order by name")
        .query(WorkerRegistry::row)
        .list();
  }

  private static Worker row(ResultSet row, int number) throws SQLException {
    return new Worker(
        row.getString("name"),
        JSON.readValue(row.getString("slots"), new TypeReference<List<String>>() {}),
        row.getObject("started", OffsetDateTime.class).toInstant(),
        row.getObject("heard", OffsetDateTime.class).toInstant(),
        WorkerState.valueOf(row.getString("state")),
        row.getString("reason"));
  }
}
