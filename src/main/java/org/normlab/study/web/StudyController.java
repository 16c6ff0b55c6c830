package org.normlab.study.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.job.web.CancelRequest;
import org.normlab.job.web.JobSubmissions;
import org.normlab.job.web.UnchangedData;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyFilter;
import org.normlab.study.StudyProgress;
import org.normlab.study.life.StudyControl;
import org.normlab.study.life.StudySubmissions;
import org.normlab.web.Body;
import org.normlab.web.Etag;
import org.normlab.web.ProblemView;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Submits, lists and moves studies. */
@RestController
@Tag(name = "Studies")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/studies", produces = MediaType.APPLICATION_JSON_VALUE)
class StudyController {
  private static final int LARGEST_PAGE = 200;

  private final Studies studies;
  private final StudySubmissions intake;
  private final StudyControl steering;
  private final StudyRequests requests;
  private final JobSubmissions submissions;
  private final UnchangedData unchanged;

  StudyController(
      Studies studies,
      StudySubmissions intake,
      StudyControl steering,
      StudyRequests requests,
      JobSubmissions submissions,
      UnchangedData unchanged) {
    this.studies = studies;
    this.intake = intake;
    this.steering = steering;
    this.requests = requests;
    this.submissions = submissions;
    this.unchanged = unchanged;
  }

  @Operation(operationId = "submitStudy", summary = "Submit a study, or a recipe by its name")
  @ApiResponse(
      responseCode = "201",
      description = "The study with all its jobs queued",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "The study that this Idempotency-Key has submitted before",
      useReturnTypeSchema = true)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<StudyView> submit(
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    RequestParams.key(key);
    StudySubmissions.Submitted submitted =
        intake.submit(requests.read(Body.text(request)), submissions::check, key);
    return ResponseEntity.status(submitted.replay() ? HttpStatus.OK : HttpStatus.CREATED)
        .location(URI.create("/api/v1/studies/" + submitted.study().id()))
        .body(view(submitted.stored()));
  }

  /** Returns what a study would be, without storing it. */
  @Operation(
      operationId = "validateStudy",
      summary = "List all faults of a study, or say how large it would be, without storing it")
  @PostMapping(path = "/validate", consumes = MediaType.APPLICATION_JSON_VALUE)
  StudySizeView validate(HttpServletRequest request) throws IOException {
    StudySubmissions.Request asked = requests.read(Body.text(request));
    return StudySizeView.of(asked.spec(), intake.validate(asked.spec(), submissions::check));
  }

  @Operation(
      operationId = "listStudies",
      summary =
          "List studies, newest first; filter by a part of the name, or by a tag (name or"
              + " name=text)")
  @GetMapping
  StudyPage list(
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = RequestParams.within("limit", limit, 1, LARGEST_PAGE);
    StudyFilter filter =
        new StudyFilter(RequestParams.text("name", name), RequestParams.text("tag", tag));
    List<Study> found = studies.list(filter, most + 1, RequestParams.afterCursor(cursor));
    List<Study> page = found.subList(0, Math.min(most, found.size()));
    Map<String, StudyProgress> progress = studies.progress(page.stream().map(Study::id).toList());
    boolean more = found.size() > most;
    return new StudyPage(
        page.stream()
            .map(s -> StudyView.of(s, Objects.requireNonNull(progress.get(s.id()))))
            .toList(),
        more ? RequestParams.cursor(page.getLast().id()) : null);
  }

  @Operation(operationId = "showStudy", summary = "Show a study and how far it is")
  @GetMapping("/{id}")
  @Nullable ResponseEntity<StudyView> get(@PathVariable String id, WebRequest request) {
    StudyProgress progress = progress(StudyAddress.id(id));
    return Etag.unlessHeld(
        request, Etag.of(progress.version()), () -> StudyView.of(find(id), progress));
  }

  private Study find(String id) {
    return studies.find(StudyAddress.id(id)).orElseThrow(() -> StudyAddress.missing(id));
  }

  private StudyProgress progress(String id) {
    StudyProgress progress = studies.progress(List.of(id)).get(id);
    if (progress == null) {
      throw StudyAddress.missing(id);
    }
    return progress;
  }

  private static StudyView view(Studies.Snapshot stored) {
    return StudyView.of(stored.study(), stored.progress());
  }

  /** The jobs of a study, oldest first, each with its points. */
  @Operation(
      operationId = "listJobsOfStudy",
      summary = "List the ids of the jobs of a study, oldest first")
  @GetMapping("/{id}/jobs")
  StudyPage.Jobs jobs(@PathVariable String id) {
    find(id);
    return new StudyPage.Jobs(studies.jobs(id));
  }

  @Operation(
      operationId = "cancelStudy",
      summary = "Cancel every job of a study that has not ended",
      requestBody =
          @RequestBody(
              required = false,
              content = @Content(schema = @Schema(implementation = CancelRequest.class))))
  @PostMapping("/{id}/cancel")
  StudyView cancel(@PathVariable String id, HttpServletRequest request) throws IOException {
    find(id);
    return view(steering.cancel(id, RequestParams.reason(Body.json(request))));
  }

  @Operation(
      operationId = "pauseStudy",
      summary = "Start no further job of a study; those that run go on")
  @PostMapping("/{id}/pause")
  StudyView pause(@PathVariable String id, HttpServletRequest request) throws IOException {
    find(id);
    Body.none(request);
    return view(steering.pause(id));
  }

  @Operation(operationId = "resumeStudy", summary = "Resume a paused study")
  @PostMapping("/{id}/resume")
  StudyView resume(@PathVariable String id, HttpServletRequest request) throws IOException {
    find(id);
    Body.none(request);
    return view(steering.resume(id));
  }

  /** Adds seeds, values of axes or samples; what is there is not trained again. */
  @Operation(
      operationId = "extendStudy",
      summary =
          "Add seeds, values of axes, configurations or samples to a study; what is there is not"
              + " trained again",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ExtensionRequest.class))))
  @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "409",
      description = "The study was cancelled, or its data have changed since its jobs read them",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemView.class)))
  @PostMapping(path = "/{id}/extend", consumes = MediaType.APPLICATION_JSON_VALUE)
  StudyView extend(@PathVariable String id, HttpServletRequest request) throws IOException {
    find(id);
    StudySubmissions.Extended extended =
        intake.extend(
            id,
            StudyRequests.extension(Body.text(request)),
            submissions::check,
            unchanged.sameAsIn(id));
    Studies.Snapshot stored = extended.stored();
    return StudyView.of(stored.study(), stored.progress(), extended.addedRuns());
  }
}
