package org.normlab.study.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.LockWaits;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Store;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.study.Studies;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.StudyJson;
import org.normlab.wire.json.UnreadableJson;

/** Jobs that wait for the job whose norms they follow. */
class DependentJobReleaserTest {
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp", "hidden": [8]}, "data": {"name": "digits"},
         "seeds": [0, 1], "optimizer": {"type": "sgd", "weightDecay": 0.001}},
       "axes": {"method": [
         {"label": "corrected", "set": {"normalization":
           {"type": "norm-matched-rate", "reference": "point:decay"}}},
         {"label": "decay", "set": {"normalization": {"type": "batch"}, "recordNorms": true}},
         {"label": "plain", "set": {"normalization": {"type": "batch"},
           "optimizer.weightDecay": 0}}]}}
      """;

  private Store store = Store.fresh(Store.Kind.H2);
  private Studies studies = StudiesOf.store(store);
  private StudySubmissions intake = StudiesOf.intake(store);
  private StudyControl steering = StudiesOf.steering(store);
  private final DependentJobReleaser followers = StudiesOf.followers(store);
  private String study = "";

  private JobJson.Read read(String job) {
    try {
      Function<JobSpec, List<Problem>> further = store.references::problems;
      return JobJson.read(job).checked(further);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  @BeforeEach
  void submit() {
    study =
        intake
            .submit(StudySubmissions.Request.of(StudyJson.trusted(STUDY)), this::read, null)
            .study()
            .id();
  }

  private Job job(String label) {
    Map<Integer, String> labels = new java.util.HashMap<>();
    studies.cells(study).forEach(c -> labels.put(c.number(), c.coordinates().get("method")));
    return studies.runs(study).stream()
        .filter(run -> label.equals(labels.get(run.cell())))
        .map(run -> store.jobs.find(run.job()).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private boolean waits(String label) {
    return store.attempts.claim(job(label).id(), "w", "cpu/0", Duration.ofMinutes(1)).isEmpty();
  }

  private void end(String label, JobState state, RunOutcome outcome) {
    String id = job(label).id();
    store.attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    for (int run = 0; run < 2; run++) {
      store.attempts.runEnded(new Claim(id, 1), new RunEnd(run, outcome, 10, "as it is", Map.of()));
    }
    store.attempts.finish(
        new Claim(id, 1), new AttemptEnd(state, AttemptState.COMPLETED, null, null));
  }

  @Test
  void namesTheJobThatItFollowsAndWaitsForIt() {
    Job follower = job("corrected");
    assertThat(follower.spec()).contains("\"reference\":\"" + job("decay").id() + "\"");
    assertThat(follower.reason()).contains("follows job " + job("decay").id());
    followers.look();
    assertThat(waits("corrected")).isTrue();
    end("decay", JobState.SUCCEEDED, RunOutcome.COMPLETED);
    assertThat(waits("corrected")).isTrue();
    followers.look();
    followers.look();
    assertThat(job("corrected").reason()).isNull();
    assertThat(waits("corrected")).isFalse();
  }

  @Test
  void cannotStartWhereWhatItFollowsHasNoNormsToTheEnd() {
    end("decay", JobState.SUCCEEDED, RunOutcome.DIVERGED);
    followers.look();
    assertThat(job("corrected").state()).isEqualTo(JobState.CANCELLED);
    assertThat(job("corrected").reason()).contains("DIVERGED");
  }

  @Test
  void endsWithWhatItFollows() {
    store.jobs.cancel(job("decay").id(), null);
    followers.look();
    assertThat(job("corrected").state()).isEqualTo(JobState.CANCELLED);
    assertThat(job("plain").state()).isEqualTo(JobState.QUEUED);
  }

  @Test
  void waitsOnAfterAPause() {
    assertThat(waits("decay")).isFalse();
    steering.pause(study);
    end("decay", JobState.SUCCEEDED, RunOutcome.COMPLETED);
    followers.look();
    assertThat(waits("corrected")).isTrue();
    steering.resume(study);
    assertThat(waits("corrected")).isFalse();
  }

  /** Looked for while the pause had not been committed, settled after it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL_CONTAINER")
  void aPauseHoldsWhatWasAboutToStart(Store.Kind kind) {
    store = Store.fresh(kind);
    studies = StudiesOf.store(store);
    intake = StudiesOf.intake(store);
    steering = StudiesOf.steering(store);
    submit();
    end("decay", JobState.SUCCEEDED, RunOutcome.COMPLETED);
    CompletableFuture<Void> look = new CompletableFuture<>();
    StudiesOf.transactions(store)
        .executeWithoutResult(
            _ -> {
              steering.pause(study);
              look.completeAsync(
                  () -> {
                    StudiesOf.followers(store).look();
                    return null;
                  });
              LockWaits.awaitOne(store);
            });
    assertThat(look).succeedsWithin(Duration.ofSeconds(10));
    assertThat(waits("corrected")).isTrue();
    assertThat(job("corrected").reason()).isEqualTo(StudyControl.HELD);
    steering.resume(study);
    assertThat(waits("corrected")).isFalse();
  }

  @Test
  void aResumedStudyDoesNotStartWhatMustWait() {
    steering.pause(study);
    steering.resume(study);
    followers.look();
    assertThat(job("corrected").reason()).contains("follows job");
    assertThat(waits("corrected")).isTrue();
    assertThat(waits("decay")).isFalse();
  }

  @Test
  void anAddedFollowerTakesTheJobThatIsThere() {
    end("decay", JobState.SUCCEEDED, RunOutcome.COMPLETED);
    String more =
        STUDY.replace(
            "{\"label\": \"plain\"",
            """
            {"label": "norms", "set": {"normalization":
              {"type": "norm-matched-rate", "reference": "point:decay", "schedule": "norm"}}},
            {"label": "plain\"\
            """);
    assertThat(intake.extend(study, _ -> StudyJson.trusted(more), this::read).addedRuns())
        .isEqualTo(2);
    assertThat(job("norms").spec()).contains("\"reference\":\"" + job("decay").id() + "\"");
    followers.look();
    assertThat(waits("norms")).isFalse();
  }

  /** A record has one run a seed; plain points go on to train together. */
  @Test
  void pointsThatRecordOrFollowHaveJobsOfTheirOwn() {
    String more = STUDY.replace("\"axes\": {", "\"axes\": {\"learningRate\": [0.05, 0.1], ");
    assertThat(intake.validate(StudyJson.trusted(more), this::read).jobs()).isEqualTo(5);
  }

  @Test
  void addedSeedsFollowTheirOwnJob() {
    String more = STUDY.replace("[0, 1]", "[0, 1, 2]");
    assertThat(intake.extend(study, _ -> StudyJson.trusted(more), this::read).addedRuns())
        .isEqualTo(3);
    List<String> references =
        studies.jobs(study).stream()
            .map(id -> store.jobs.find(id).orElseThrow().spec())
            .filter(spec -> spec.contains("norm-matched-rate"))
            .map(spec -> spec.replaceAll(".*\"reference\":\"([^\"]*)\".*", "$1"))
            .toList();
    assertThat(references).hasSize(2).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "point:decay|point:nothing|/axes/method/0/set/normalization/reference|no other point",
        "point:decay|point:corrected|/axes/method/0/set/normalization/reference|no other point",
        "point:decay|point:plain|/axes/method/0/set/normalization/reference|weightDecay of 0",
        "\"recordNorms\": true|\"recordNorms\":"
            + " false|/axes/method/0/set/normalization/reference|recordNorms",
        "\"type\": \"batch\"}, \"recordNorms\"|\"type\": \"l1-batch\"},"
            + " \"recordNorms\"|/axes/method/0/set/normalization|as in the reference",
      })
  void refusesWhatCannotBeFollowed(String part, String other, String pointer, String detail) {
    List<Problem> faults = new ArrayList<>();
    assertThatThrownBy(
            () -> intake.validate(StudyJson.trusted(STUDY.replace(part, other)), this::read))
        .isInstanceOfSatisfying(IllegalStudy.class, e -> faults.addAll(e.problems()));
    assertThat(faults)
        .anySatisfy(
            fault -> {
              assertThat(fault.pointer()).startsWith(pointer);
              assertThat(fault.detail()).contains(detail);
            });
  }
}
