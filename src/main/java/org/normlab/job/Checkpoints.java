package org.normlab.job;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files from which a job's training goes on. */
@Component
public class Checkpoints {
  private final JdbcClient sql;
  private final Fence fence;

  Checkpoints(JdbcClient sql, Fence fence) {
    this.sql = sql;
    this.fence = fence;
  }

  /** One that is stored already, its answer having been lost with the connection, is left. */
  public void store(String job, int attempt, StoredCheckpoint checkpoint) {
    fence.guard(
        job,
        attempt,
        () -> {
          if (!isStored(job, checkpoint)) {
            insert(job, checkpoint);
          }
        });
  }

  private boolean isStored(String job, StoredCheckpoint checkpoint) {
    return sql.sql(
            "select step from checkpoint where job = ? and run_group = ? and attempt = ?"
                + " and step = ?")
        .params(job, checkpoint.group(), checkpoint.attempt(), checkpoint.step())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private void insert(String job, StoredCheckpoint checkpoint) {
    sql.sql("insert into checkpoint values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            job,
            checkpoint.group(),
            checkpoint.attempt(),
            checkpoint.step(),
            checkpoint.file(),
            checkpoint.sha256(),
            checkpoint.bytes())
        .update();
  }

  /** The newest one a group. */
  public List<StoredCheckpoint> newest(String job) {
    return sql.sql(
            "select * from checkpoint c where job = ? and not exists (select 1 from checkpoint n"
                + " where n.job = c.job and n.run_group = c.run_group and (n.attempt > c.attempt or"
                + " (n.attempt = c.attempt and n.step > c.step))) order by run_group")
        .param(job)
        .query(Rows::checkpoint)
        .list();
  }
}
