package org.normlab.job;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files that jobs have made for others to read; at most one of a name. */
@Component
public class Artifacts {
  private final JdbcClient sql;
  private final Fence fence;

  Artifacts(JdbcClient sql, Fence fence) {
    this.sql = sql;
    this.fence = fence;
  }

  /**
   * Stores a file in place of the one of its name.
   *
   * @throws StaleAttempt where the attempt does not own the job any more
   */
  public void store(Claim claim, StoredArtifact artifact) {
    fence.guard(
        claim,
        () -> {
          String job = claim.job();
          sql.sql("delete from artifact where job = ? and name = ?")
              .params(job, artifact.name())
              .update();
          sql.sql("insert into artifact values (?, ?, ?, ?, ?, ?)")
              .params(
                  job,
                  artifact.name(),
                  claim.attempt(),
                  artifact.file(),
                  artifact.sha256(),
                  artifact.bytes())
              .update();
          sql.sql("update job set version = version + 1 where id = ?").param(job).update();
        });
  }

  public Optional<StoredArtifact> find(String job, String name) {
    return sql.sql("select * from artifact where job = ? and name = ?")
        .params(job, name)
        .query(RowMappers::artifact)
        .optional();
  }
}
