package org.normlab.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.normlab.storage.TimeOrderedId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes, finds, lists and revokes tokens. */
@Component
public class Tokens {
  /** The id of the first token, so that of two processes that make one only one succeeds. */
  private static final String FIRST = "00000000-0000-7000-8000-000000000000";

  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private final TokenRepository repository;
  private final TransactionTemplate transaction;

  Tokens(TokenRepository repository, TransactionTemplate transaction) {
    this.repository = repository;
    this.transaction = transaction;
  }

  /** Makes a token. Its secret is in what this returns, and nowhere else. */
  public IssuedToken create(NewToken asked) {
    return issue(TimeOrderedId.next(), asked);
  }

  /** Makes a token with scope admin where there never was a token. */
  Optional<IssuedToken> createFirst() {
    if (repository.count() > 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(issue(FIRST, new NewToken("first", Scope.ADMIN, null)));
    } catch (DataIntegrityViolationException madeByAnotherProcess) {
      return Optional.empty();
    }
  }

  private IssuedToken issue(String id, NewToken asked) {
    String secret = TokenSecret.next();
    TokenEntity token = new TokenEntity(id, asked, TokenSecret.hash(secret), now());
    transaction.executeWithoutResult(_ -> repository.save(token));
    return new IssuedToken(token.view(), secret);
  }

  /** Finds the token of a secret, also one that is not accepted any more. */
  public Optional<ApiToken> find(String secret) {
    return TokenSecret.isSecret(secret)
        ? repository.findByHash(TokenSecret.hash(secret)).map(TokenEntity::view)
        : Optional.empty();
  }

  /** Notes that a token is used now, at most once a minute. */
  public void use(ApiToken token) {
    Instant now = now();
    Instant before = now.minus(NOTED_EVERY);
    if (token.lastUsed() == null || token.lastUsed().isBefore(before)) {
      transaction.executeWithoutResult(_ -> repository.use(token.id(), now, before));
    }
  }

  /** Lists all tokens, the oldest first. */
  public List<ApiToken> list() {
    return repository.inOrder().stream().map(TokenEntity::view).toList();
  }

  /** Revokes a token; one that was revoked stays as it is. Empty where there is none of this id. */
  public Optional<ApiToken> revoke(String id) {
    transaction.executeWithoutResult(_ -> repository.revoke(id, now()));
    return repository.findById(id).map(TokenEntity::view);
  }

  /** The time in the units that both databases keep. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
