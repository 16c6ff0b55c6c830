package org.normlab.study.life;

import org.normlab.job.life.Store;
import org.normlab.study.Studies;
import org.normlab.study.StudyStoreOf;
import org.springframework.transaction.support.TransactionTemplate;

/** Studies on a store that a test made. */
public final class StudiesOf {
  private StudiesOf() {}

  public static Studies store(Store store) {
    return StudyStoreOf.studies(store);
  }

  public static StudySubmissions intake(Store store) {
    return new StudySubmissions(
        transactions(store), store(store), StudyStoreOf.store(store), store.jobs);
  }

  public static StudyControl steering(Store store) {
    return new StudyControl(
        StudyStoreOf.store(store), transactions(store), store(store), store.jobs);
  }

  static DependentJobReleaser followers(Store store) {
    return new DependentJobReleaser(
        store.sql, transactions(store), StudyStoreOf.store(store), store.jobs, store.references);
  }

  static TransactionTemplate transactions(Store store) {
    return store.transaction;
  }
}
