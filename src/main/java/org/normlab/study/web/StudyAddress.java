package org.normlab.study.web;

import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.springframework.http.HttpStatus;

/** Reads the study that an address names. */
public final class StudyAddress {
  private StudyAddress() {}

  /** Refuses what cannot be the id of a study: it names none. */
  public static String id(String id) {
    if (!RequestParams.isId(id)) {
      throw missing(id);
    }
    return id;
  }

  /** Describes an address of a study that does not exist. */
  public static Refusal missing(String id) {
    return new Refusal(HttpStatus.NOT_FOUND, "there is no study \"" + id + "\"");
  }
}
