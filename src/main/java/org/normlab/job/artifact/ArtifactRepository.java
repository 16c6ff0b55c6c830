package org.normlab.job.artifact;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ArtifactRepository extends Repository<ArtifactEntity, ArtifactKey> {
  Optional<ArtifactEntity> findById(ArtifactKey id);

  ArtifactEntity save(ArtifactEntity artifact);

  @Query("select a.file from ArtifactEntity a where a.id.job = :job")
  List<String> files(String job);
}
