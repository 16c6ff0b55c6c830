package org.normlab.study;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.normlab.storage.BulkRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Loads studies to be changed, always under the lock of their row, and reads them as records. */
interface StudyRepository
    extends BulkRepository<StudyEntity, String>, JpaSpecificationExecutor<StudyEntity> {
  /** Locks a study until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<StudyEntity> findById(String id);

  @Query(
      """
      select new org.normlab.study.Study(s.id, s.version, s.spec, s.axes, s.state, s.reason,
        s.recipe, s.scale, s.created)
      from StudyEntity s where s.id = :id
      """)
  Optional<Study> view(String id);

  @Query(
      """
      select new org.normlab.study.SubmittedStudy(s.id, s.request)
      from StudyEntity s where s.idempotencyKey = :key
      """)
  Optional<SubmittedStudy> submitted(String key);
}
