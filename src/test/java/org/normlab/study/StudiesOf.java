package org.normlab.study;

import org.normlab.job.ConfirmingTransactionManager;
import org.normlab.job.Store;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Studies on a store that a test made. */
public final class StudiesOf {
  private StudiesOf() {}

  public static Studies store(Store store) {
    return new Studies(store.sql);
  }

  public static Intake intake(Store store) {
    return new Intake(
        store.sql, new JdbcTemplate(store.database), transactions(store), store(store), store.jobs);
  }

  static Steering steering(Store store) {
    return new Steering(store.sql, transactions(store), store(store), store.jobs);
  }

  static Followers followers(Store store) {
    return new Followers(
        store.sql, transactions(store), store(store), store.jobs, store.references);
  }

  static TransactionTemplate transactions(Store store) {
    return new TransactionTemplate(new ConfirmingTransactionManager(store.database));
  }
}
