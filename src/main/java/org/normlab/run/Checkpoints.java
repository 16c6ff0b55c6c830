package org.normlab.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.normlab.job.Claim;
import org.normlab.job.Fence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files from which a job's training goes on. */
@Component
public class Checkpoints {
  private final JdbcClient sql;
  private final Fence fence;

  public Checkpoints(JdbcClient sql, Fence fence) {
    this.sql = sql;
    this.fence = fence;
  }

  /** One that is stored already, its answer having been lost with the connection, is left. */
  public void store(Claim claim, StoredCheckpoint checkpoint) {
    fence.guard(
        claim,
        () -> {
          if (!isStored(claim, checkpoint)) {
            insert(claim, checkpoint);
          }
        });
  }

  private boolean isStored(Claim claim, StoredCheckpoint checkpoint) {
    return sql.sql(
            "select step from checkpoint where job = ? and run_group = ? and attempt = ?"
                + " and step = ?")
        .params(claim.job(), checkpoint.group(), claim.attempt(), checkpoint.step())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private void insert(Claim claim, StoredCheckpoint checkpoint) {
    sql.sql("insert into checkpoint values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            claim.job(),
            checkpoint.group(),
            claim.attempt(),
            checkpoint.step(),
            checkpoint.file(),
            checkpoint.sha256(),
            checkpoint.bytes())
        .update();
  }

  /** How many checkpoints of a group are kept: the newest, and one in case that it breaks. */
  public static final int GENERATIONS = 2;

  /** Those that are kept, the newest of each group first. */
  public List<StoredCheckpoint> kept(String job) {
    return sql.sql(
            "select * from (select c.*, row_number() over (partition by run_group"
                + " order by attempt desc, step desc) as age from checkpoint c where job = ?) aged"
                + " where age <= ? order by run_group, age")
        .params(job, GENERATIONS)
        .query(Checkpoints::checkpoint)
        .list();
  }

  /**
   * Forgets all but the newest checkpoints of a group.
   *
   * @param keep how many stay
   * @return the files of those that are forgotten
   */
  public List<String> prune(Claim claim, int group, int keep) {
    return fence.guard(claim, () -> pruneOwned(claim.job(), group, keep));
  }

  private List<String> pruneOwned(String job, int group, int keep) {
    List<StoredCheckpoint> old =
        sql.sql(
                "select * from checkpoint where job = ? and run_group = ?"
                    + " order by attempt desc, step desc offset ? rows")
            .params(job, group, keep)
            .query(Checkpoints::checkpoint)
            .list();
    old.forEach(one -> delete(job, one.file()));
    return old.stream().map(StoredCheckpoint::file).toList();
  }

  /** Forgets one whose file is of no use. */
  public void forget(Claim claim, String file) {
    fence.guard(claim, () -> delete(claim.job(), file));
  }

  private void delete(String job, String file) {
    sql.sql("delete from checkpoint where job = ? and file = ?").params(job, file).update();
  }

  /** The paths of all files of a job that a row names, checkpoints and artifacts. */
  public Set<String> files(String job) {
    return Set.copyOf(
        sql.sql(
                "select file from checkpoint where job = ? union select file from artifact where"
                    + " job = ?")
            .params(job, job)
            .query(String.class)
            .list());
  }

  /** The newest one a group. */
  public List<StoredCheckpoint> newest(String job) {
    return sql.sql(
            "select * from checkpoint c where job = ? and not exists (select 1 from checkpoint n"
                + " where n.job = c.job and n.run_group = c.run_group and (n.attempt > c.attempt or"
                + " (n.attempt = c.attempt and n.step > c.step))) order by run_group")
        .param(job)
        .query(Checkpoints::checkpoint)
        .list();
  }

  private static StoredCheckpoint checkpoint(ResultSet row, int number) throws SQLException {
    return new StoredCheckpoint(
        row.getInt("run_group"),
        row.getInt("attempt"),
        row.getLong("step"),
        row.getString("file"),
        row.getString("sha256"),
        row.getLong("bytes"));
  }
}
