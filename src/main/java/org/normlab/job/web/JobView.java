package org.normlab.job.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.life.RunCounts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A job as the API shows it. */
@Schema(name = "Job", description = "A job. Its runs are included where a single job is requested.")
public record JobView(
    @Schema(format = "uuid", description = "The id of the job.") String id,
    @Schema(description = "The version, which grows with every change; it is the ETag.")
        long version,
    @Nullable String name,
    JobState state,
    @Schema(description = "Why the job is in this state.") @Nullable String reason,
    int priority,
    @Schema(minimum = "0", maximum = "1", description = "The share of the training that is done.")
        double progress,
    @Schema(description = "The number of the newest attempt; 0 before the first.") int attempt,
    boolean cancelRequested,
    long runCount,
    @Schema(description = "The number of runs that have an outcome.") long endedRuns,
    long divergedRuns,
    @Schema(description = "The number of trainable parameters of one run.")
        @Nullable Long parameterCount,
    @Schema(description = "The number of updates of one run; of agents, of environment steps.")
        @Nullable Long totalSteps,
    @Schema(description = "The number of runs that train in one pass.") @Nullable Integer width,
    @Nullable Integer threads,
    @Schema(
            description =
                "The digest of the data that the first attempt read: sha256:… of the file, or of"
                    + " the lines that sha256sum prints for the files of a folder; generator:… of"
                    + " generated sets. It is null before the first attempt.")
        @Nullable String dataDigest,
    @Schema(format = "uuid", description = "The job that this one repeats.")
        @Nullable String retryOf,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Schema(deprecated = true, description = "The same as endedAt, under its former name.")
        @Nullable Instant finishedAt,
    Map<String, String> tags,
    @Schema(ref = "#/components/schemas/JobSpec") JsonNode spec,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<JobRunView> runs) {

  static JobView of(Job job, RunCounts.Count count) {
    return of(job, count, null);
  }

  static JobView of(Job job, List<JobRun> runs) {
    List<JobRunView> views = runs.stream().map(JobRunView::of).toList();
    long ended = views.stream().filter(run -> run.outcome() != null).count();
    long diverged = views.stream().filter(run -> "DIVERGED".equals(run.outcome())).count();
    return of(job, new RunCounts.Count(runs.size(), ended, diverged), views);
  }

  private static JobView of(Job job, RunCounts.Count count, @Nullable List<JobRunView> runs) {
    return new JobView(
        job.id(),
        job.version(),
        job.name(),
        job.state(),
        job.reason(),
        job.priority(),
        job.progress(),
        job.attempt(),
        job.cancelRequested(),
        count.all(),
        count.ended(),
        count.diverged(),
        job.parameters(),
        job.totalSteps(),
        job.width(),
        job.threads(),
        job.dataDigest(),
        job.retryOf(),
        job.created(),
        job.started(),
        job.ended(),
        job.ended(),
        job.tags(),
        JsonMapper.shared().readTree(job.spec()),
        runs);
  }
}
