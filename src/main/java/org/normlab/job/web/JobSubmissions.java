package org.normlab.job.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.normlab.data.DataSets;
import org.normlab.data.DataShape;
import org.normlab.data.file.MissingData;
import org.normlab.job.artifact.References;
import org.normlab.setting.Problem;
import org.normlab.storage.StorageLayout;
import org.normlab.train.ControlSpec;
import org.normlab.train.SupervisedSpec;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.json.UnreadableJson;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads a job and checks it against its data. */
@Component
@WhereApiIsServed
public class JobSubmissions {
  private final StorageLayout home;
  private final References references;

  JobSubmissions(StorageLayout home, References references) {
    this.home = home;
    this.references = references;
  }

  /** The job; otherwise a refusal with all its faults. */
  JobSpec read(String json) {
    JobJson.Read read;
    try {
      read = JobJson.read(json).checked(this::problems);
    } catch (UnreadableJson e) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST,
          "the body is not readable JSON: %s (line %d, column %d)"
              .formatted(e.getMessage(), e.line(), e.column()));
    }
    JobSpec job = read.job();
    if (job == null) {
      int count = read.problems().size();
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT,
          count == 1 ? read.problems().getFirst().detail() : "the job has " + count + " faults",
          read.problems());
    }
    return job;
  }

  /** A job within something larger: with its faults, pointers relative to the job. */
  public JobJson.Read check(String json) {
    try {
      return JobJson.read(json).checked(this::problems);
    } catch (UnreadableJson e) {
      // Values that are as deep as a body may be, put into a field that lies deep itself.
      Problem fault = new Problem("", "the job is nested too deeply: " + e.getMessage());
      return new JobJson.Read(null, List.of(fault), List.of());
    }
  }

  private List<Problem> problems(JobSpec job) {
    List<Problem> faults = new ArrayList<>(references.problems(job));
    faults.addAll(
        switch (job.training()) {
          case SupervisedSpec training -> againstData(training);
          case ControlSpec _ -> List.<Problem>of();
        });
    return faults;
  }

  private List<Problem> againstData(SupervisedSpec training) {
    try {
      return training.problems(find(training));
    } catch (MissingData | IOException e) {
      return List.of(
          new Problem("/data/" + training.data().source().key(), String.valueOf(e.getMessage())));
    }
  }

  private DataShape find(SupervisedSpec training) throws MissingData, IOException {
    return DataSets.outline(training.data(), home.dataHome(), training.architecture().window());
  }

  /** Returns the shape of the data of a training that was read here. */
  DataShape outline(SupervisedSpec training) {
    try {
      return find(training);
    } catch (MissingData | IOException e) {
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT,
          String.valueOf(e.getMessage()),
          List.of(new Problem("/data", String.valueOf(e.getMessage()))));
    }
  }
}
