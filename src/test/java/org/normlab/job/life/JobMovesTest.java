package org.normlab.job.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.IllegalMove;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.StaleAttempt;

/** Tries every verb on a job in every state. */
class JobMovesTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration OVER = Duration.ofSeconds(-1);

  /** A situation of a job, with what brings it there. */
  private enum Situation {
    WAITING,
    HELD,
    RUNNING,
    /** Its worker's lease is over, and nobody has taken it over yet. */
    LAPSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    String make(Store store, String key) throws Exception {
      String id = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), key, null).job().id();
      if (this == HELD) {
        within(store, () -> store.jobs.hold(List.of(id), "it waits"));
      } else if (this != WAITING) {
        Duration lease = this == LAPSED ? OVER : LEASE;
        Claim claim = store.attempts.claim(id, "w1", "cpu", lease).orElseThrow().claim();
        switch (this) {
          case SUCCEEDED -> end(store, claim, JobState.SUCCEEDED);
          case FAILED -> end(store, claim, JobState.FAILED);
          case CANCELLED -> end(store, claim, JobState.CANCELLED);
          default -> {}
        }
      }
      return id;
    }
  }

  private static void end(Store store, Claim claim, JobState state) {
    AttemptState attempt =
        Map.of(
                JobState.SUCCEEDED, AttemptState.COMPLETED,
                JobState.FAILED, AttemptState.FAILED,
                JobState.CANCELLED, AttemptState.CANCELLED,
                JobState.QUEUED, AttemptState.STOPPED)
            .get(state);
    store.attempts.finish(claim, new AttemptEnd(state, attempt, "why", null));
  }

  /** A verb: what users or workers do with a job. */
  private interface Verb {
    /** Returns the job to look at afterwards; empty where nothing was done. */
    String apply(Store store, Job job) throws Exception;
  }

  private static final String NOTHING = "";

  /** What studies do with their jobs happens within their own transaction. */
  private static void within(Store store, Runnable change) {
    store.transaction.executeWithoutResult(_ -> change.run());
  }

  private static Claim claim(Job job) {
    return new Claim(job.id(), Math.max(1, job.attempt()));
  }

  private static final Map<String, Verb> VERBS =
      Map.ofEntries(
          Map.entry(
              "submit",
              (store, job) ->
                  store
                      .jobs
                      .submit(SampleJobs.spec(SampleJobs.DIGITS), "key of " + job.priority(), null)
                      .job()
                      .id()),
          Map.entry("retry", (store, job) -> store.jobs.retry(job.id(), null).job().id()),
          Map.entry("cancel", (store, job) -> store.jobs.cancel(job.id(), "why").job().id()),
          Map.entry(
              "cancelAll",
              (store, job) -> {
                within(store, () -> store.jobs.cancelAll(List.of(job.id()), "why"));
                return job.id();
              }),
          Map.entry(
              "hold",
              (store, job) -> {
                within(store, () -> store.jobs.hold(List.of(job.id()), "why"));
                return job.id();
              }),
          Map.entry(
              "release",
              (store, job) -> {
                within(store, () -> store.jobs.release(List.of(job.id())));
                return job.id();
              }),
          Map.entry(
              "prioritize",
              (store, job) -> store.jobs.prioritize(job.id(), 7, _ -> true).job().id()),
          Map.entry(
              "claim",
              (store, job) ->
                  store
                      .attempts
                      .claim(job.id(), "w2", "cpu", LEASE)
                      .map(Attempt::job)
                      .orElse(NOTHING)),
          Map.entry(
              "renew",
              (store, job) -> {
                store.attempts.renew(claim(job), LEASE);
                return job.id();
              }),
          Map.entry(
              "progress",
              (store, job) -> {
                store.attempts.progress(claim(job), 0.5);
                return job.id();
              }),
          Map.entry("finish SUCCEEDED", (store, job) -> finish(store, job, JobState.SUCCEEDED)),
          Map.entry("finish FAILED", (store, job) -> finish(store, job, JobState.FAILED)),
          Map.entry("finish CANCELLED", (store, job) -> finish(store, job, JobState.CANCELLED)),
          Map.entry("finish QUEUED", (store, job) -> finish(store, job, JobState.QUEUED)));

  private static String finish(Store store, Job job, JobState state) {
    end(store, claim(job), state);
    return job.id();
  }

  /**
   * For each situation, the state afterwards; {@code same} where nothing changes, {@code new} where
   * another job is queued and this one stays as it is, or the error.
   */
  private static final String EXPECTED =
      """
      verb              WAITING    HELD       RUNNING    LAPSED     SUCCEEDED  FAILED     CANCELLED
      submit            same       same       same       same       same       same       same
      retry             illegal    illegal    illegal    illegal    new        new        new
      cancel            CANCELLED  CANCELLED  RUNNING    RUNNING    illegal    illegal    illegal
      cancelAll         CANCELLED  CANCELLED  RUNNING    RUNNING    same       same       same
      hold              QUEUED     QUEUED     same       same       same       same       same
      release           same       QUEUED     same       same       same       same       same
      prioritize        QUEUED     QUEUED     illegal    illegal    illegal    illegal    illegal
      claim             RUNNING    same       same       RUNNING    same       same       same
      renew             stale      stale      same       same       stale      stale      stale
      progress          stale      stale      RUNNING    RUNNING    stale      stale      stale
      finish SUCCEEDED  stale      stale      SUCCEEDED  SUCCEEDED  stale      stale      stale
      finish FAILED     stale      stale      FAILED     FAILED     stale      stale      stale
      finish CANCELLED  stale      stale      CANCELLED  CANCELLED  stale      stale      stale
      finish QUEUED     stale      stale      QUEUED     QUEUED     stale      stale      stale
      """;

  private record Expected(String verb, Situation situation, String result) {}

  private static List<Expected> expected() {
    List<String[]> rows = EXPECTED.lines().map(line -> line.trim().split(" {2,}")).toList();
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(1, i -> i < row.length, i -> i + 1)
                    .map(i -> new Expected(row[0], Situation.valueOf(rows.getFirst()[i]), row[i])))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyVerbDoesInEveryStateWhatTheTableSays(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    assertThat(expected()).hasSize(VERBS.size() * Situation.values().length);
    Set<List<JobState>> moves = new HashSet<>();
    int number = 0;
    for (Expected one : expected()) {
      int priority = number++ % 100;
      String id = one.situation().make(store, "key of " + priority + " " + number);
      store
          .sql
          .sql("update job set priority = ?, idempotency_key = ? where id = ?")
          .params(priority, "key of " + priority, id)
          .update();
      Job before = store.jobs.find(id).orElseThrow();
      assertThat(result(store, one, before)).as("%s", one).isEqualTo(one.result());
      store.sql.sql("update job set idempotency_key = null").update();
      moves.add(List.of(before.state(), store.jobs.find(id).orElseThrow().state()));
    }
    moves.removeIf(move -> move.getFirst() == move.getLast());
    assertThat(moves).as("the moves that were seen").isEqualTo(allowed());
  }

  private static String result(Store store, Expected one, Job before) throws Exception {
    List<JobRun> runs = store.jobs.runs(before.id());
    String seen;
    try {
      String id = VERBS.get(one.verb()).apply(store, before);
      Job after = store.jobs.find(before.id()).orElseThrow();
      if (!id.isEmpty() && !id.equals(before.id())) {
        assertThat(store.jobs.find(id).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        seen = "new";
      } else if (!after.equals(before)) {
        return after.state().name();
      } else {
        seen = "same";
      }
    } catch (IllegalMove e) {
      seen = "illegal";
    } catch (StaleAttempt e) {
      seen = "stale";
    }
    assertThat(store.jobs.find(before.id())).as("%s", one).contains(before);
    assertThat(store.jobs.runs(before.id())).as("%s", one).isEqualTo(runs);
    return seen;
  }

  private static Set<List<JobState>> allowed() {
    return Arrays.stream(JobState.values())
        .flatMap(
            from ->
                Arrays.stream(JobState.values())
                    .filter(from::mayBecome)
                    .map(to -> List.of(from, to)))
        .collect(Collectors.toSet());
  }

  @Test
  void aTerminalStateIsLeftByNoMove() {
    assertThat(EnumSet.allOf(JobState.class).stream().filter(JobState::isTerminal))
        .containsExactly(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED);
  }

  /** What only reads, and what writes without a bearing on the state, is named here. */
  @Test
  void theTableHasEveryVerb() {
    Set<String> others =
        Set.of(
            "find",
            "version",
            "list",
            "runs",
            "attempts",
            "log",
            "running",
            "newId",
            "add",
            "job",
            "isHeld",
            "open",
            "cancelReason",
            "together",
            "started",
            "dataRead",
            "runEnded",
            "note");
    Set<String> verbs =
        VERBS.keySet().stream().map(name -> name.split(" ")[0]).collect(Collectors.toSet());
    Set<String> methods =
        Stream.of(Jobs.class, Attempts.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
            .map(Method::getName)
            .filter(name -> !others.contains(name))
            .collect(Collectors.toSet());
    assertThat(methods).isEqualTo(verbs);
  }
}
