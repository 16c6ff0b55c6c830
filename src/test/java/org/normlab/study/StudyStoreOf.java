package org.normlab.study;

import org.normlab.job.life.Store;
import org.normlab.storage.BulkInsert;
import org.springframework.jdbc.core.JdbcTemplate;

/** The entities of studies on a store that a test made. */
public final class StudyStoreOf {
  private StudyStoreOf() {}

  public static Studies studies(Store store) {
    return new Studies(
        store.sql,
        store.entities.repository(StudyRepository.class),
        store.entities.repository(ConfigurationRepository.class));
  }

  public static StudyStore store(Store store) {
    return new StudyStore(
        store.entities.repository(StudyRepository.class),
        store.entities.repository(StudyTagRepository.class),
        store.entities.repository(ConfigurationRepository.class),
        new BulkInsert(store.entities.shared()),
        new JdbcTemplate(store.database));
  }
}
