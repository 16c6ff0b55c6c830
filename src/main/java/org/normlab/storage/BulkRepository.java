package org.normlab.storage;

import java.util.List;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * A repository of entities that are inserted by {@link BulkInsert}.
 *
 * @param <T> the entity
 * @param <I> its key
 */
@NoRepositoryBean
public interface BulkRepository<T, I> extends Repository<T, I> {
  <S extends T> List<S> saveAll(Iterable<S> entities);

  void flush();
}
