package org.normlab.storage;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Tells a commit that failed from everything that fails before one, since Spring throws the same
 * exceptions for both.
 */
public final class ConfirmingTransactionManager extends JdbcTransactionManager {
  public ConfirmingTransactionManager(DataSource database) {
    super(database);
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    try {
      super.doCommit(status);
    } catch (RuntimeException e) {
      abandon(status, e);
      throw new UnconfirmedCommit(e);
    }
  }

  /** Otherwise switching auto-commit on again, as the connection is given back, would commit. */
  private void abandon(DefaultTransactionStatus status, RuntimeException cause) {
    try {
      doRollback(status);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
