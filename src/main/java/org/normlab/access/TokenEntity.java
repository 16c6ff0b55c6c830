package org.normlab.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.AssignedKey;

/** A stored token. It is changed by statements alone. */
@Entity
@Table(name = "api_token")
class TokenEntity extends AssignedKey<String> {
  @Id private String id;

  @Column(updatable = false)
  private String name;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(updatable = false)
  private Scope scope;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  private String hash;

  @Column(updatable = false)
  private Instant created;

  @Column(updatable = false)
  private @Nullable Instant expires;

  private @Nullable Instant revoked;

  private @Nullable Instant lastUsed;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  TokenEntity() {}

  TokenEntity(String id, NewToken asked, String hash, Instant created) {
    this.id = id;
    this.name = asked.name();
    this.scope = asked.scope();
    this.hash = hash;
    this.created = created;
    this.expires = asked.days() == null ? null : created.plus(Duration.ofDays(asked.days()));
  }

  @Override
  public String getId() {
    return id;
  }

  ApiToken view() {
    return new ApiToken(id, name, scope, created, expires, revoked, lastUsed);
  }
}
