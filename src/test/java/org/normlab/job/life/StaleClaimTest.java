package org.normlab.job.life;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.environment.EpisodeEnd;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.StaleAttempt;
import org.normlab.job.TrainingSize;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.Point;
import org.springframework.data.repository.Repository;

/**
 * Calls every public method that takes a claim, of whatever class, with claims that have become
 * stale. None can be forgotten: the methods are found in the compiled classes, and one that cannot
 * be called here makes the test fail. Repositories are what these methods write with.
 */
class StaleClaimTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration OVER = Duration.ofSeconds(-1);

  /** The ways in which a claim becomes stale, or never was one. */
  private enum Staleness {
    TAKEN_OVER,
    GIVEN_BACK,
    ENDED,
    NEVER_MADE;

    Claim of(Store store) throws Exception {
      Claim claim = owned(store);
      switch (this) {
        case TAKEN_OVER -> {
          store.attempts.renew(claim, OVER);
          store.attempts.claim(claim.job(), "w2", "cpu", LEASE).orElseThrow();
        }
        case GIVEN_BACK ->
            store.attempts.finish(
                claim, new AttemptEnd(JobState.QUEUED, AttemptState.STOPPED, "why", null));
        case ENDED ->
            store.attempts.finish(
                claim, new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "why", null));
        case NEVER_MADE -> {
          return new Claim(claim.job(), claim.attempt() + 1);
        }
      }
      return claim;
    }
  }

  private static Claim owned(Store store) throws Exception {
    String id = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job().id();
    return store.attempts.claim(id, "w1", "cpu", LEASE).orElseThrow().claim();
  }

  @ParameterizedTest
  @EnumSource
  void changesNothing(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    for (Staleness staleness : Staleness.values()) {
      for (Method method : methods()) {
        Claim claim = staleness.of(store);
        Map<String, Map<Map<String, @Nullable Object>, Long>> before = tables(store);
        assertThat(catchThrowable(() -> call(method, store, claim)))
            .as("%s with a claim that was %s", method, staleness)
            .isInstanceOf(StaleAttempt.class);
        assertThat(tables(store)).as("the tables after %s", method).isEqualTo(before);
      }
    }
  }

  /** Otherwise what is refused above might be refused for some other reason. */
  @ParameterizedTest
  @EnumSource
  void isTheOnlyReasonForTheRefusal(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    assertThat(methods()).hasSizeGreaterThanOrEqualTo(15);
    for (Method method : methods()) {
      Claim claim = owned(store);
      assertThat(catchThrowable(() -> call(method, store, claim))).as("%s", method).isNull();
    }
  }

  private static List<Method> methods() throws Exception {
    Path classes = Path.of(Claim.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Method> methods = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes.resolve("org/normlab"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> one =
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                Claim.class.getClassLoader());
        Arrays.stream(one.getDeclaredMethods())
            .filter(_ -> !Repository.class.isAssignableFrom(one))
            .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
            .filter(m -> !Modifier.isStatic(m.getModifiers())) // has no database
            .filter(m -> Arrays.stream(m.getParameterTypes()).anyMatch(StaleClaimTest::carries))
            .forEach(methods::add);
      }
    }
    return methods;
  }

  /** Tells whether a type is a claim or a record that holds one. */
  private static boolean carries(Class<?> type) {
    return type == Claim.class
        || type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .anyMatch(part -> part != type && carries(part));
  }

  private static void call(Method method, Store store, Claim claim) throws Throwable {
    Object[] arguments =
        Arrays.stream(method.getGenericParameterTypes())
            .map(type -> argument(type.getTypeName(), store, claim))
            .toArray();
    try {
      method.invoke(instance(method.getDeclaringClass(), store), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object instance(Class<?> type, Store store) throws IllegalAccessException {
    for (Field field : Store.class.getFields()) {
      if (field.getType() == type) {
        return field.get(store);
      }
    }
    throw new AssertionError(type + " takes claims; let Store make one, so that it is tried here");
  }

  private static Object argument(String type, Store store, Claim claim) {
    Supplier<Integer> write = () -> store.sql.sql("update job set priority = 77").update();
    Map<String, Object> known =
        Map.ofEntries(
            Map.entry(Claim.class.getName(), claim),
            Map.entry("int", 0),
            Map.entry("long", 1L),
            Map.entry("double", 0.5),
            Map.entry("java.lang.String", "text"),
            Map.entry("java.util.List<java.lang.String>", List.of("line")),
            Map.entry(
                "java.util.List<" + Point.class.getName() + ">",
                List.of(new Point(0, 1, "train.loss", 1))),
            Map.entry("java.time.Duration", LEASE),
            Map.entry("java.lang.Runnable", (Runnable) write::get),
            Map.entry("java.util.function.Supplier<T>", write),
            Map.entry(TrainingSize.class.getName(), new TrainingSize(1, 1, 1, 1)),
            Map.entry(RunEnd.class.getName(), new RunEnd(0, RunOutcome.COMPLETED, 1, "", Map.of())),
            Map.entry(
                AttemptEnd.class.getName(),
                new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null)),
            Map.entry(
                StoredEpisode.class.getName(),
                new StoredEpisode(new byte[] {1, 0}, 2, EpisodeEnd.CUT)),
            Map.entry(
                StoredCheckpoint.class.getName(),
                new StoredCheckpoint(0, claim.attempt(), 1, "file", "0", 1)),
            Map.entry(
                StoredArtifact.class.getName(),
                new StoredArtifact(StoredArtifact.NORMS, claim.attempt(), "file", "0", 1)));
    Object argument = known.get(type);
    if (argument == null) {
      throw new AssertionError("teach this test to make a " + type + ", which stands by a claim");
    }
    return argument;
  }

  /** Returns how often each table has each row; read on one connection, which is not pooled. */
  private static Map<String, Map<Map<String, @Nullable Object>, Long>> tables(Store store) {
    return Objects.requireNonNull(store.transaction.execute(_ -> read(store)));
  }

  private static Map<String, Map<Map<String, @Nullable Object>, Long>> read(Store store) {
    Map<String, Map<Map<String, @Nullable Object>, Long>> tables = new TreeMap<>();
    store
        .sql
        .sql(
            "select table_name from information_schema.tables where table_schema = current_schema"
                + " and table_type = 'BASE TABLE' or table_schema = current_schema"
                + " and table_type = 'TABLE'")
        .query(String.class)
        .list()
        .forEach(
            name ->
                tables.put(
                    name,
                    store.sql.sql("select * from \"" + name + "\"").query().listOfRows().stream()
                        .collect(groupingBy(row -> row, counting()))));
    assertThat(tables).hasSizeGreaterThanOrEqualTo(15);
    return tables;
  }
}
