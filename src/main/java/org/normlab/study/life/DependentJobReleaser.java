package org.normlab.study.life;

import java.util.List;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.artifact.References;
import org.normlab.job.life.Jobs;
import org.normlab.setting.Problem;
import org.normlab.study.StudyState;
import org.normlab.study.StudyStore;
import org.normlab.wire.JobJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets jobs start once the job that they follow has succeeded, and cancels them where it never can.
 * It looks again and again, so that nothing is lost by a restart; several services may look.
 */
@Component
@EnableScheduling
class DependentJobReleaser {
  /** Finds jobs that are held; in a study that goes on, nothing else is. */
  private static final String WAITING =
      """
      select j.id, s.id as study from job j join study_job sj on sj.job = j.id join study s on s.id = sj.study
      where j.held and j.state = :queued and s.state = :active
      """;

  private record Waiting(String job, String study) {}

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final StudyStore studies;
  private final Jobs jobs;
  private final References references;

  DependentJobReleaser(
      JdbcClient sql,
      TransactionTemplate transaction,
      StudyStore studies,
      Jobs jobs,
      References references) {
    this.sql = sql;
    this.transaction = transaction;
    this.studies = studies;
    this.jobs = jobs;
    this.references = references;
  }

  @Scheduled(fixedDelay = 1000)
  void look() {
    List<Waiting> all =
        sql.sql(WAITING)
            .param("queued", JobState.QUEUED.name())
            .param("active", StudyState.ACTIVE.name())
            .query((row, _) -> new Waiting(row.getString("id"), row.getString("study")))
            .list();
    for (Waiting one : all) {
      jobs.find(one.job()).ifPresent(follower -> settle(follower, one.study()));
    }
  }

  private void settle(Job follower, String study) {
    JobState state = jobs.find(reference(follower)).map(Job::state).orElse(JobState.CANCELLED);
    if (!state.isTerminal()) {
      return;
    }
    List<Problem> faults = references.problems(JobJson.trusted(follower.spec()));
    transaction.executeWithoutResult(
        _ -> {
          if (studies.lock(study).state() != StudyState.ACTIVE) {
            return; // it was paused or cancelled meanwhile
          }
          if (faults.isEmpty()) {
            jobs.release(List.of(follower.id()));
          } else {
            jobs.cancelAll(List.of(follower.id()), faults.getFirst().detail());
          }
        });
  }

  private static String reference(Job follower) {
    return JobJson.trusted(follower.spec()).training().normalization().referencedJob().orElse("");
  }
}
