package org.normlab.study.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.wire.StudyJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A study as the API shows it. */
@Schema(name = "Study", description = "A study, and how far it is.")
record StudyView(
    @Schema(format = "uuid", description = "The id of the study.") String id,
    @Schema(
            description =
                "The version, which grows with every change of the study or of one of its jobs; it"
                    + " is the ETag.")
        long version,
    @Nullable String name,
    @Nullable String question,
    @Schema(description = "The recipe that the study was made of.") @Nullable String recipe,
    @Nullable String scale,
    @Schema(allowableValues = {"QUEUED", "RUNNING", "PAUSED", "COMPLETED", "CANCELLED"})
        String state,
    @Schema(description = "Why the study is in this state.") @Nullable String reason,
    @Schema(minimum = "0", maximum = "1") double progress,
    @Schema(description = "The seconds until the end if it goes on as until now.")
        @Nullable Double secondsLeft,
    JobCounts jobs,
    RunCounts runs,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Schema(description = "When the last job ended; null while one has not.")
        @Nullable Instant endedAt,
    @Schema(deprecated = true, description = "The same as endedAt, under its former name.")
        @Nullable Instant finishedAt,
    List<AxisView> axes,
    @Schema(ref = "#/components/schemas/StudySpec") JsonNode spec,
    @Schema(description = "The number of runs that an extension has added.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long addedRuns) {

  /** The jobs of a study by state. */
  @Schema(description = "The number of jobs of a study in each state.")
  record JobCounts(int all, int queued, int running, int succeeded, int failed, int cancelled) {}

  /** The runs of a study by outcome. */
  @Schema(
      description =
          "The number of runs of a study. Runs are cancelled with their job or their study.")
  record RunCounts(int all, int ended, int diverged, int failed, int cancelled) {}

  static StudyView of(Study study, StudyProgress progress) {
    return of(study, progress, null);
  }

  static StudyView of(Study study, StudyProgress progress, @Nullable Long addedRuns) {
    return new StudyView(
        study.id(),
        progress.version(),
        study.spec().name(),
        study.spec().question(),
        study.recipe(),
        study.scale(),
        progress.state().toString(),
        study.reason(),
        progress.share(),
        progress.secondsLeft(Instant.now()),
        jobs(progress),
        runs(progress),
        study.created(),
        progress.started(),
        progress.finished(),
        progress.finished(),
        study.axes().stream().map(AxisView::of).toList(),
        JsonMapper.shared().readTree(StudyJson.write(study.spec())),
        addedRuns);
  }

  private static JobCounts jobs(StudyProgress progress) {
    return new JobCounts(
        progress.jobs(),
        progress.queued(),
        progress.running(),
        progress.succeeded(),
        progress.failed(),
        progress.cancelled());
  }

  private static RunCounts runs(StudyProgress progress) {
    return new RunCounts(
        progress.runs(),
        progress.ended(),
        progress.diverged(),
        progress.failedRuns(),
        progress.cancelledRuns());
  }
}
