package org.normlab.norm;

import java.util.stream.Stream;
import org.normlab.setting.Families;
import org.normlab.wire.JobJson;

/** Methods by the word of their JSON. */
final class Methods {
  private Methods() {}

  /** The record of every method. */
  static Stream<Class<?>> all() {
    return Families.records(Normalization.class);
  }

  /** With its defaults, or the least that must be given. */
  static Normalization usual(String type) {
    return of(type, type.equals("norm-matched-rate") ? ",\"reference\":\"a-job\"" : "");
  }

  /**
   * With settings.
   *
   * @param more further members, {@code ,"size":4}
   */
  static Normalization of(String type, String more) {
    String job =
        "{\"data\":{\"name\":\"digits\"},\"architecture\":{\"type\":\"mlp\"},\"normalization\":{\"type\":\"%s\"%s}}";
    return JobJson.trusted(job.formatted(type, more)).training().normalization();
  }
}
