package org.normlab.job.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Jobs;
import org.normlab.setting.Problem;
import org.normlab.train.TrainingSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs whose recorded norms other jobs follow. Pointers are relative to the job that follows. */
@Component
public class References {
  private static final String REFERENCE = "/normalization/reference";

  private final Jobs jobs;
  private final Artifacts artifacts;

  References(Jobs jobs, Artifacts artifacts) {
    this.jobs = jobs;
    this.artifacts = artifacts;
  }

  /** Explains why a job cannot follow the one that it refers to; none where it refers to none. */
  public List<Problem> problems(JobSpec spec) {
    Optional<String> id = spec.training().normalization().referencedJob();
    if (id.isEmpty()) {
      return List.of();
    }
    Optional<Job> found = jobs.find(id.get());
    if (found.isEmpty()) {
      return fault("there is no job \"" + id.get() + "\" to refer to");
    }
    Job reference = found.get();
    if (reference.state() != JobState.SUCCEEDED) {
      return fault(
          "the reference must have SUCCEEDED, so that its norms are recorded to the end; it is "
              + reference.state());
    }
    JobSpec theirs = JobJson.trusted(reference.spec());
    List<Problem> faults = new ArrayList<>(differences(spec, theirs));
    if (!theirs.training().recordNorms()) {
      faults.addAll(fault("the reference has recorded no norms: its recordNorms is false"));
    }
    faults.addAll(runs(spec, jobs.runs(reference.id())));
    return faults;
  }

  /**
   * Explains why a job could not follow another one that is yet to run; its runs may still fail it.
   *
   * @return faults with pointers relative to the job that follows
   */
  public static List<Problem> planned(JobSpec spec, JobSpec reference) {
    List<Problem> faults = new ArrayList<>(differences(spec, reference));
    TrainingSpec theirs = reference.training();
    if (!theirs.recordNorms()) {
      faults.addAll(fault("the reference must record norms: its recordNorms is false"));
    }
    if (theirs.runs().stream().anyMatch(run -> run.weightDecay() == 0)) {
      faults.addAll(fault("the reference has a weightDecay of 0, and so nothing to be matched"));
    }
    return faults;
  }

  private static List<Problem> fault(String detail) {
    return List.of(new Problem(REFERENCE, detail));
  }

  private static List<Problem> differences(JobSpec spec, JobSpec reference) {
    JsonNode mine = JsonMapper.shared().readTree(JobJson.write(spec));
    JsonNode theirs = JsonMapper.shared().readTree(JobJson.write(reference));
    List<Problem> faults = new ArrayList<>();
    for (String pointer :
        List.of("/architecture", "/data", "/epochs", "/batchSize", "/microBatch")) {
      same(pointer, mine.at(pointer), theirs.at(pointer), faults);
    }
    same("/optimizer/type", mine.at("/optimizer/type"), theirs.at("/optimizer/type"), faults);
    same(
        "/normalization/inner",
        mine.at("/normalization/inner"),
        theirs.at("/normalization"),
        faults);
    return faults;
  }

  private static void same(String pointer, JsonNode mine, JsonNode theirs, List<Problem> faults) {
    if (!mine.equals(theirs)) {
      faults.add(
          new Problem(
              pointer, "must be as in the reference, %s; received %s".formatted(theirs, mine)));
    }
  }

  private static List<Problem> runs(JobSpec spec, List<JobRun> theirs) {
    List<Problem> faults = new ArrayList<>();
    for (long seed : spec.training().seeds()) {
      List<JobRun> runs = theirs.stream().filter(run -> run.seed() == seed).toList();
      if (runs.isEmpty()) {
        List<Long> seeds = theirs.stream().map(JobRun::seed).distinct().toList();
        faults.add(
            new Problem(
                "/seeds",
                "the reference has no run of seed %d; it has the seeds %s".formatted(seed, seeds)));
      } else if (runs.size() > 1) {
        return fault(
            "the reference may have one run a seed; it has a sweep, %d runs of seed %d"
                .formatted(runs.size(), seed));
      } else {
        String why = useless(runs.getFirst());
        if (why != null) {
          faults.addAll(fault(why));
        }
      }
    }
    return faults.stream().distinct().toList();
  }

  private static @Nullable String useless(JobRun run) {
    if (run.weightDecay() == 0) {
      return "the reference has a weightDecay of 0, and so nothing to be matched";
    }
    return run.outcome() == RunOutcome.COMPLETED
        ? null
        : "the reference's run %d, of seed %d, has no norms to the end: it is %s after step %d"
            .formatted(run.number(), run.seed(), run.outcome(), run.step());
  }

  /**
   * The norms that a job follows; null where it follows none.
   *
   * @throws GoneReference where they are not there any more
   */
  public @Nullable StoredArtifact norms(JobSpec spec) throws GoneReference {
    String job = spec.training().normalization().referencedJob().orElse(null);
    if (job == null) {
      return null;
    }
    StoredArtifact norms =
        artifacts
            .find(job, StoredArtifact.NORMS)
            .orElseThrow(() -> new GoneReference(job, "it has recorded none"));
    if (!Files.isRegularFile(Path.of(norms.file()))) {
      throw new GoneReference(
          job, "their file is not there any more: " + Path.of(norms.file()).getFileName());
    }
    return norms;
  }
}
