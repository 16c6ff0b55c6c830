package org.normlab.storage;

import java.util.Map;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;

/** The settings of Hibernate that the service and its tests share. */
public final class HibernateSettings {
  /** Inserts of one statement are sent in batches, those of one table after another. */
  public static final Map<String, Object> ALL =
      Map.of(
          "hibernate.physical_naming_strategy",
          PhysicalNamingStrategySnakeCaseImpl.class.getName(),
          "hibernate.jdbc.batch_size",
          100,
          "hibernate.order_inserts",
          true,
          "hibernate.order_updates",
          true,
          // As spring.jdbc.template.query-timeout.
          "jakarta.persistence.query.timeout",
          60_000);

  private HibernateSettings() {}
}
