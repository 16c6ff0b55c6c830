package org.normlab.job;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets an attempt write only while it owns its job. */
@Component
public class Fence {
  private final JdbcClient sql;
  private final TransactionTemplate transaction;

  Fence(JdbcClient sql, TransactionTemplate transaction) {
    this.sql = sql;
    this.transaction = transaction;
  }

  /**
   * Writes in a transaction that holds the job's row, so that no other worker can claim it between
   * the proof and the writing.
   */
  public void guard(Claim claim, Runnable writing) {
    guard(
        claim,
        () -> {
          writing.run();
          return true;
        });
  }

  /** Like {@link #guard(Claim, Runnable)}, with a result. */
  public <T> T guard(Claim claim, Supplier<T> writing) {
    T result =
        transaction.execute(
            _ -> {
              prove(claim);
              return writing.get();
            });
    if (result == null) {
      throw new IllegalStateException("a write without a result");
    }
    return result;
  }

  private void prove(Claim claim) {
    boolean owned =
        sql.sql("select id from job where id = ? and attempt = ? and state = ? for update")
            .params(claim.job(), claim.attempt(), JobState.RUNNING.name())
            .query(String.class)
            .optional()
            .isPresent();
    if (!owned) {
      throw new StaleAttempt(claim);
    }
  }
}
