package org.normlab.run;

import java.util.List;
import java.util.Optional;
import org.normlab.environment.EpisodeEnd;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.Claim;
import org.normlab.job.life.Fence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the episodes that show agents; each run has one a visit to an environment. */
@Component
public class Episodes {

  /** Standard SQL, which H2 and PostgreSQL 15 understand alike. */
  private static final String MERGE =
      """
      merge into run_episode e
      using (values (cast(? as varchar(36)), cast(? as integer), cast(? as integer),
        cast(? as bytea), cast(? as integer), cast(? as bigint), cast(? as varchar(16))))
        as n (job, run, visit, actions, length, returned, ended)
      on (e.job = n.job and e.run = n.run and e.visit = n.visit)
      when matched then update set actions = n.actions, length = n.length,
        returned = n.returned, ended = n.ended
      when not matched then insert (job, run, visit, actions, length, returned, ended)
        values (n.job, n.run, n.visit, n.actions, n.length, n.returned, n.ended)
      """;

  private final JdbcClient sql;
  private final Fence fence;

  Episodes(JdbcClient sql, Fence fence) {
    this.sql = sql;
    this.fence = fence;
  }

  /**
   * Stores the episode of a run in a visit; one that is there is overwritten.
   *
   * @param visit which of the environments that are played in turn, from 0
   * @throws org.normlab.job.StaleAttempt if the attempt does not own the job; nothing is stored
   */
  public void store(Claim claim, int run, int visit, StoredEpisode episode) {
    fence.guardParts(
        claim,
        () ->
            sql.sql(MERGE)
                .params(
                    claim.job(),
                    run,
                    visit,
                    episode.actions(),
                    episode.length(),
                    episode.returned(),
                    episode.end().name())
                .update());
  }

  /** Lists the visits of which a run has an episode, in their order. */
  public List<Integer> visits(String job, int run) {
    return sql.sql("select visit from run_episode where job = ? and run = ? order by visit")
        .params(job, run)
        .query((row, _) -> row.getInt(1))
        .list();
  }

  /** Finds the episode of a run in a visit. */
  public Optional<StoredEpisode> find(String job, int run, int visit) {
    return sql.sql(
            "select actions, returned, ended from run_episode"
                + " where job = ? and run = ? and visit = ?")
        .params(job, run, visit)
        .query(
            (row, _) ->
                new StoredEpisode(
                    row.getBytes(1), row.getLong(2), EpisodeEnd.valueOf(row.getString(3))))
        .optional();
  }
}
