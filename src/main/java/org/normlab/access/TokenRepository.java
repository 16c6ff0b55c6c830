package org.normlab.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores tokens; each change of one is a statement of its own. */
interface TokenRepository extends Repository<TokenEntity, String> {
  TokenEntity save(TokenEntity token);

  long count();

  Optional<TokenEntity> findById(String id);

  @Query("select t from TokenEntity t where t.hash = :hash")
  Optional<TokenEntity> findByHash(String hash);

  @Query("select t from TokenEntity t order by t.created, t.id")
  List<TokenEntity> inOrder();

  /** Revokes a token that is not revoked yet. */
  @Modifying
  @Query("update TokenEntity t set t.revoked = :now where t.id = :id and t.revoked is null")
  void revoke(String id, Instant now);

  /** Notes that a token is used, unless another process has just noted it. */
  @Modifying
  @Query(
      """
      update TokenEntity t set t.lastUsed = :now
      where t.id = :id and (t.lastUsed is null or t.lastUsed < :before)
      """)
  void use(String id, Instant now, Instant before);
}
