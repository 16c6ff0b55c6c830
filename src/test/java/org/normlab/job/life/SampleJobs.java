package org.normlab.job.life;

import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;

/** Jobs that tests submit. */
public final class SampleJobs {
  private SampleJobs() {}

  public static final String DIGITS =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "batch"},
       "data": {"name": "digits"}, "seeds": [3, 5], "name": "Deep 50%", "tags": {"paper": "kn"}}
      """;

  public static JobSpec spec(String json) throws Exception {
    return JobJson.read(json).job();
  }
}
