package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets requests meet in the database, H2 in memory. */
public final class Meanwhile {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Meanwhile() {}

  /** Does something in another thread, as another request would, and awaits it. */
  public static <T> T elsewhere(Callable<T> work) {
    return begin(work).join();
  }

  private static <T> CompletableFuture<T> begin(Callable<T> work) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.call();
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            Thread::startVirtualThread)
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Begins all requests while a row is locked, and lets the row go once each of them waits for it.
   */
  public static <T> List<T> atOneRow(
      ServedApi api, String table, String id, List<Callable<T>> requests) {
    List<CompletableFuture<T>> begun = new ArrayList<>();
    api.application
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ -> {
              api.sql
                  .sql("select id from " + table + " where id = ? for update")
                  .param(id)
                  .query(String.class)
                  .single();
              requests.forEach(request -> begun.add(begin(request)));
              awaitWaiting(api.sql, requests.size());
            });
    return begun.stream().map(CompletableFuture::join).toList();
  }

  private static void awaitWaiting(JdbcClient sql, int count) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (waiting(sql) < count) {
      assertThat(System.nanoTime()).as("requests that wait for the row").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static int waiting(JdbcClient sql) {
    return sql.sql("select count(*) from information_schema.sessions where blocker_id is not null")
        .query(Integer.class)
        .single();
  }
}
