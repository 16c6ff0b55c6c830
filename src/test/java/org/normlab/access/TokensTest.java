package org.normlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.life.Store;

/** Tokens on each database. */
class TokensTest {
  private static Tokens tokens(Store store) {
    return new Tokens(store.entities.repository(TokenRepository.class), store.transaction);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void ofProcessesThatStartAtOnceOneMakesTheFirst(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    int processes = 8;
    CyclicBarrier start = new CyclicBarrier(processes);
    List<Optional<IssuedToken>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(processes)) {
      Callable<Optional<IssuedToken>> process =
          () -> {
            start.await();
            return tokens(store).createFirst();
          };
      List<Future<Optional<IssuedToken>>> begun = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        begun.add(threads.submit(process));
      }
      for (Future<Optional<IssuedToken>> one : begun) {
        made.add(one.get());
      }
    }
    assertThat(made.stream().flatMap(Optional::stream)).hasSize(1);
    assertThat(tokens(store).list())
        .singleElement()
        .satisfies(token -> assertThat(token.scope()).isEqualTo(Scope.ADMIN));
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void whereThereWasATokenThereIsNoFirst(Store.Kind kind) {
    Tokens tokens = tokens(Store.fresh(kind));
    IssuedToken only = tokens.create(new NewToken("ci", Scope.READ, null));
    tokens.revoke(only.token().id());
    assertThat(tokens.createFirst()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void isStoredByItsHashAlone(Store.Kind kind) {
    Store store = Store.fresh(kind);
    IssuedToken made = tokens(store).create(new NewToken("ci", Scope.SUBMIT, 30));
    assertThat(made.secret()).matches("nlab_[A-Za-z0-9_-]{43}");
    assertThat(store.sql.sql("select * from api_token").query().singleRow().values())
        .allSatisfy(value -> assertThat(String.valueOf(value)).doesNotContain(made.secret()));
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(tokens(store).find(made.secret())).hasValue(made.token());
    assertThat(made.token().expires()).isEqualTo(made.token().created().plus(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void useIsNotedOnceAMinute(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Tokens tokens = tokens(store);
    String secret = tokens.create(new NewToken("ci", Scope.READ, null)).secret();
    tokens.use(tokens.find(secret).orElseThrow());
    ApiToken used = tokens.find(secret).orElseThrow();
    assertThat(used.lastUsed()).isNotNull();
    assertThat(store.entities.statements(() -> tokens.use(used))).isZero();
    store.sql.sql("update api_token set last_used = last_used - interval '61' second").update();
    tokens.use(tokens.find(secret).orElseThrow());
    assertThat(tokens.find(secret).orElseThrow().lastUsed()).isAfterOrEqualTo(used.lastUsed());
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void isRevokedOnce(Store.Kind kind) {
    Tokens tokens = tokens(Store.fresh(kind));
    IssuedToken made = tokens.create(new NewToken("ci", Scope.READ, null));
    Instant revoked = tokens.revoke(made.token().id()).orElseThrow().revoked();
    assertThat(revoked).isNotNull();
    assertThat(tokens.revoke(made.token().id()).orElseThrow().revoked()).isEqualTo(revoked);
    assertThat(tokens.revoke("none")).isEmpty();
  }
}
