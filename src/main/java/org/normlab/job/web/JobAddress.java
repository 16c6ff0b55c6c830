package org.normlab.job.web;

import java.util.List;
import org.normlab.job.JobRun;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.springframework.http.HttpStatus;

/** Reads the job and the run that an address names. */
public final class JobAddress {
  private JobAddress() {}

  /** Refuses what cannot be the id of a job: it names none. */
  public static String id(String id) {
    if (!RequestParams.isId(id)) {
      throw missing(id);
    }
    return id;
  }

  /** Describes an address of a job that does not exist. */
  public static Refusal missing(String id) {
    return new Refusal(HttpStatus.NOT_FOUND, "there is no job \"" + id + "\"");
  }

  /** Finds one of a job's runs by its number. */
  public static JobRun run(int number, List<JobRun> runs) {
    if (number < 0 || number >= runs.size()) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          "the job has runs 0 to %d; received %d".formatted(runs.size() - 1, number));
    }
    return runs.get(number);
  }
}
