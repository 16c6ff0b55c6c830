package org.normlab.job.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.normlab.data.DataSets;
import org.normlab.data.DataSpec;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.MissingData;
import org.normlab.job.Job;
import org.normlab.job.life.DataDigests;
import org.normlab.storage.StorageLayout;
import org.normlab.train.SupervisedSpec;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobSpec;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Holds data as they are now against those that jobs have read. */
@Component
@WhereApiIsServed
public class UnchangedData {
  private final StorageLayout home;
  private final DataDigests digests;

  UnchangedData(StorageLayout home, DataDigests digests) {
    this.home = home;
    this.digests = digests;
  }

  /**
   * The digest of a job's data as they are now.
   *
   * @throws Refusal with status 409 where the job read other data
   */
  String digest(Job job, DataSpec data) throws MissingData, IOException {
    String now = now(data);
    if (job.dataDigest() != null && !now.equals(job.dataDigest())) {
      throw changed(data, "the job", job.dataDigest(), now);
    }
    return now;
  }

  private String now(DataSpec data) throws MissingData, IOException {
    return DataSets.digest(data, new DataHome(home.dataHome().folder(), false), _ -> {});
  }

  /** Refuses further jobs of a study on data that have changed since its jobs read them. */
  public Consumer<List<JobSpec>> sameAsIn(String study) {
    return jobs -> {
      List<DataSpec> seen = new ArrayList<>();
      for (JobSpec job : jobs) {
        if (!(job.training() instanceof SupervisedSpec training)) {
          continue;
        }
        DataSpec data = training.data();
        if (seen.stream().noneMatch(data::hasSameSource)) {
          seen.add(data);
          check(study, data);
        }
      }
    };
  }

  private void check(String study, DataSpec data) {
    Optional<DataDigests.Known> read = digests.ofStudy(study, data);
    if (read.isEmpty()) {
      return;
    }
    try {
      String now = now(data);
      if (!now.equals(read.get().digest())) {
        throw changed(data, read.get().readBy(), read.get().digest(), now);
      }
    } catch (MissingData | IOException e) {
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT, "the data cannot be read: " + e.getMessage());
    }
  }

  private static Refusal changed(DataSpec data, String reader, String before, String now) {
    return new Refusal(
        HttpStatus.CONFLICT,
        "the data %s have changed: %s read %s, and now they are %s; put the data back, or submit a new job or study for the new ones"
            .formatted(data.source().reference(), reader, before, now));
  }
}
