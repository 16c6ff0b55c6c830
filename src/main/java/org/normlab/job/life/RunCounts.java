package org.normlab.job.life;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.job.RunOutcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the runs of many jobs in one statement. */
@Component
public class RunCounts {
  private final JdbcClient sql;

  RunCounts(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Describes how many runs a job has.
   *
   * @param ended those with an outcome
   * @param diverged those of them that diverged
   */
  public record Count(long all, long ended, long diverged) {}

  /** Returns the counts of jobs by their ids. */
  public Map<String, Count> of(List<String> jobs) {
    Map<String, Count> counts = new HashMap<>();
    if (!jobs.isEmpty()) {
      sql.sql(
              "select job, count(*), sum(case when outcome = :pending then 0 else 1 end),"
                  + " sum(case when outcome = :diverged then 1 else 0 end)"
                  + " from job_run where job in (:jobs) group by job")
          .param("jobs", jobs)
          .param("pending", RunOutcome.PENDING.name())
          .param("diverged", RunOutcome.DIVERGED.name())
          .query(
              row -> {
                counts.put(
                    row.getString(1), new Count(row.getLong(2), row.getLong(3), row.getLong(4)));
              });
    }
    return counts;
  }
}
