package org.normlab.job.life;

import java.util.List;
import java.util.Optional;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AttemptRepository extends Repository<AttemptEntity, Claim> {
  Optional<AttemptEntity> findById(Claim claim);

  AttemptEntity save(AttemptEntity attempt);

  /** Lists the attempts at a job, oldest first. */
  @Query("select a from AttemptEntity a where a.claim.job = :job order by a.claim.attempt")
  List<AttemptEntity> of(String job);

  /** Lists the attempts in a state whose lease is not over. */
  @Query(
      "select a from AttemptEntity a where a.state = :state and a.leaseUntil > instant"
          + " order by a.worker, a.slot")
  List<AttemptEntity> leased(AttemptState state);
}
