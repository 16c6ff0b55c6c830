package org.normlab.study;

import java.util.List;
import org.normlab.storage.BulkRepository;
import org.springframework.data.jpa.repository.Query;

interface ConfigurationRepository
    extends BulkRepository<ConfigurationEntity, ConfigurationEntity.Key> {
  /** Lists the configurations of a study in the order of their numbers. */
  @Query(
      """
      select new org.normlab.study.Configuration(c.id.number, c.coordinates)
      from ConfigurationEntity c where c.id.study = :study order by c.id.number
      """)
  List<Configuration> of(String study);
}
