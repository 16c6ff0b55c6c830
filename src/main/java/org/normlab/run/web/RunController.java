package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.normlab.run.search.FoundRun;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.RunSearch;
import org.normlab.web.Etag;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Searches the runs of all jobs. */
@RestController
@Tag(name = "Runs")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
class RunController {
  private static final int LARGEST_PAGE = 1000;

  private final RunSearch search;

  RunController(RunSearch search) {
    this.search = search;
  }

  @Operation(
      operationId = "searchRuns",
      summary =
          "Search the runs of all jobs; newest first unless orderBy is given, and runs that lack a"
              + " key of it last")
  @GetMapping
  @Nullable ResponseEntity<RunPage> list(
      @RequestParam(defaultValue = "") String filter,
      @RequestParam(defaultValue = "") String orderBy,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      WebRequest request) {
    RunQuery query = RunQuery.of(filter, orderBy);
    int most = RequestParams.within("limit", limit, 1, LARGEST_PAGE);
    String after = cursor == null || cursor.isEmpty() ? null : cursor;
    RunSearch.Page page =
        search
            .page(query, most, after)
            .orElseThrow(
                () ->
                    RequestParams.bad(
                        "cursor must be a nextCursor of a page before, with the same orderBy;"
                            + " received \""
                            + cursor
                            + "\""));
    return Etag.unlessHeld(request, etag(page), () -> view(page));
  }

  /** A run changes only with its job's version. */
  private static String etag(RunSearch.Page page) {
    long hash = page.nextCursor() == null ? 0 : 1;
    for (FoundRun run : page.runs()) {
      hash = 31 * (31 * (31 * hash + run.job().hashCode()) + run.number()) + run.version();
    }
    return Etag.ofPage(page.runs().size(), hash);
  }

  private static RunPage view(RunSearch.Page page) {
    return new RunPage(page.runs().stream().map(RunView::of).toList(), page.nextCursor());
  }
}
