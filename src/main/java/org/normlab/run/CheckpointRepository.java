package org.normlab.run;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CheckpointRepository extends Repository<CheckpointEntity, CheckpointKey> {
  Optional<CheckpointEntity> findById(CheckpointKey id);

  CheckpointEntity save(CheckpointEntity checkpoint);

  void deleteAll(Iterable<? extends CheckpointEntity> checkpoints);

  /** Lists the checkpoints of a job by group, the newest of each first. */
  @Query(
      "select c from CheckpointEntity c where c.id.job = :job"
          + " order by c.id.runGroup, c.id.attempt desc, c.id.step desc")
  List<CheckpointEntity> of(String job);

  @Query("select c.file from CheckpointEntity c where c.id.job = :job")
  List<String> files(String job);
}
