package org.normlab.study.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.life.Jobs;
import org.normlab.study.Studies;
import org.normlab.study.StudyPhase;
import org.normlab.study.StudyState;
import org.normlab.study.StudyStore;
import org.normlab.wire.JobJson;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pauses, resumes and ends studies. */
@Component
public class StudyControl {
  static final String HELD = "its study is paused";

  private final StudyStore store;
  private final TransactionTemplate transaction;
  private final Studies studies;
  private final Jobs jobs;

  StudyControl(StudyStore store, TransactionTemplate transaction, Studies studies, Jobs jobs) {
    this.store = store;
    this.transaction = transaction;
    this.studies = studies;
    this.jobs = jobs;
  }

  /** Ends all jobs that have not ended; what they measured stays. */
  public Studies.Snapshot cancel(String id, @Nullable String reason) {
    String why = reason == null || reason.isBlank() ? "its study was cancelled" : reason;
    return move(id, "cancelled", StudyState.CANCELLED, why);
  }

  /** Starts no further job; those that run go on to their end. */
  public Studies.Snapshot pause(String id) {
    return move(id, "paused", StudyState.PAUSED, null);
  }

  public Studies.Snapshot resume(String id) {
    return move(id, "resumed", StudyState.ACTIVE, null);
  }

  private Studies.Snapshot move(String id, String to, StudyState state, @Nullable String reason) {
    return transaction.execute(
        _ -> {
          store.lock(id);
          StudyPhase phase = Objects.requireNonNull(studies.progress(List.of(id)).get(id)).state();
          if (!phase.mayBecome(state)) {
            throw new IllegalStudyMove(id, phase, to, StudyPhase.before(state));
          }
          store.move(id, phase, state, reason);
          List<String> all = studies.jobs(id);
          switch (state) {
            case CANCELLED -> jobs.cancelAll(all, String.valueOf(reason));
            case PAUSED -> jobs.hold(all, HELD);
            case ACTIVE -> release(all);
          }
          return studies.snapshot(id);
        });
  }

  /** All but jobs that follow one that has not ended. */
  private void release(List<String> all) {
    List<String> free = new ArrayList<>();
    for (String id : all) {
      Job job = jobs.find(id).orElseThrow();
      Optional<String> awaited = job.state() == JobState.QUEUED ? awaited(job) : Optional.empty();
      if (awaited.isPresent()) {
        jobs.hold(List.of(id), ReferencedJobs.waits(awaited.get()));
      } else {
        free.add(id);
      }
    }
    jobs.release(free);
  }

  /** Returns the job that another one follows, where that has not ended. */
  private Optional<String> awaited(Job follower) {
    return JobJson.trusted(follower.spec())
        .training()
        .normalization()
        .referencedJob()
        .filter(id -> jobs.find(id).filter(one -> one.state().isTerminal()).isEmpty());
  }
}
