package org.normlab.job;

import java.util.List;
import org.springframework.data.repository.Repository;

interface JobTagRepository extends Repository<JobTagEntity, TagKey> {
  <S extends JobTagEntity> List<S> saveAll(Iterable<S> tags);
}
