package org.normlab.api;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Job;
import org.normlab.search.FoundRun;
import org.normlab.search.RunSearch;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/** Strong ETags made of versions, so that a poll that finds nothing new builds no answer. */
final class Etag {
  private Etag() {}

  static String of(long version) {
    return "\"" + version + "\"";
  }

  static String of(List<Job> page, boolean more) {
    long hash = more ? 1 : 0;
    for (Job job : page) {
      hash = 31 * (31 * hash + job.id().hashCode()) + job.version();
    }
    return "\"%d-%x\"".formatted(page.size(), hash);
  }

  /** A run changes only with its job's version. */
  static String of(RunSearch.Page page) {
    long hash = page.nextCursor() == null ? 0 : 1;
    for (FoundRun run : page.runs()) {
      hash = 31 * (31 * (31 * hash + run.job().hashCode()) + run.number()) + run.version();
    }
    return "\"%d-%x\"".formatted(page.runs().size(), hash);
  }

  /** The version within an If-Match. */
  static long version(String ifMatch) {
    try {
      return Long.parseLong(ifMatch.strip().replace("\"", ""));
    } catch (NumberFormatException e) {
      throw new Refusal(
          HttpStatus.PRECONDITION_FAILED,
          "If-Match must be the ETag of the job, such as \"3\"; received " + ifMatch);
    }
  }

  /**
   * The answer, or 304 (and null) for a reader that holds it already; both are to be revalidated.
   */
  static <T> @Nullable ResponseEntity<T> unlessHeld(
      WebRequest request, String etag, Supplier<T> answer) {
    if (request instanceof ServletWebRequest web && web.getResponse() != null) {
      web.getResponse().setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
    if (request.checkNotModified(etag)) {
      return null;
    }
    return ResponseEntity.ok().eTag(etag).body(answer.get());
  }
}
