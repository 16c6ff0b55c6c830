package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.life.Jobs;
import org.normlab.job.web.JobAddress;
import org.normlab.train.export.Npz;
import org.normlab.train.export.Safetensors;
import org.normlab.train.export.WeightFormat;
import org.normlab.web.Etag;
import org.normlab.web.RequestParams;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The weights of a run, as other programs read them; the extension is the format. They are those of
 * the run's latest checkpoint, also while it trains; with {@code epoch=best} those of its best
 * epoch, where the job keeps them.
 */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
@RequestMapping("/api/v1/jobs/{id}/runs/{number}")
class WeightsController {
  /** The step after which the run has these weights. */
  static final String STEP = "Normlab-Step";

  private final Jobs jobs;
  private final LatestWeights latest;

  WeightsController(Jobs jobs, LatestWeights latest) {
    this.jobs = jobs;
    this.latest = latest;
  }

  @Operation(
      operationId = "downloadWeights",
      summary =
          "Download the weights of one run at its latest checkpoint, as safetensors; with"
              + " epoch=best those of its best epoch, where keepBest or earlyStopping keep them")
  @WeightsResponse
  @GetMapping("/weights.safetensors")
  void safetensors(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam(defaultValue = "last") String epoch,
      ServletWebRequest request,
      HttpServletResponse response)
      throws IOException {
    send(id, number, isBest(epoch), new Safetensors(), request, response);
  }

  @Operation(
      operationId = "downloadWeightsAsNpz",
      summary = "Download the weights of one run at its latest checkpoint, as NumPy's npz")
  @WeightsResponse
  @GetMapping("/weights.npz")
  void npz(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam(defaultValue = "last") String epoch,
      ServletWebRequest request,
      HttpServletResponse response)
      throws IOException {
    send(id, number, isBest(epoch), new Npz(), request, response);
  }

  private enum Epoch {
    LAST,
    BEST
  }

  private static boolean isBest(String epoch) {
    return RequestParams.word("epoch", epoch, Epoch.class) == Epoch.BEST;
  }

  private void send(
      String id,
      int number,
      boolean best,
      WeightFormat format,
      ServletWebRequest request,
      HttpServletResponse response)
      throws IOException {
    Job job = jobs.find(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    List<JobRun> runs = jobs.runs(id);
    JobRun run = JobAddress.run(number, runs);
    try (LatestWeights.Found found = latest.open(job, number, runs.size(), best)) {
      String which = number + (best ? "-best" : "");
      String name = "normlab-%s-run-%s.%s".formatted(id, which, format.extension());
      String etag = "\"%s-%s.%s\"".formatted(found.sha256(), which, format.extension());
      if (Etag.isHeld(request, etag)) {
        return;
      }
      found.verify();
      Map<String, String> metadata = metadata(job, run, best, found.weights().step());
      describe(response, name, found.weights().step());
      response.setContentLengthLong(format.length(found.weights(), metadata));
      if (!HttpMethod.HEAD.equals(request.getHttpMethod())) {
        format.write(found.weights(), metadata, response.getOutputStream());
      }
    }
  }

  private static void describe(HttpServletResponse response, String name, long step) {
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(STEP, Long.toString(step));
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
  }

  /** Nothing that can change while the weights stay: they have one ETag. */
  private static Map<String, String> metadata(Job job, JobRun run, boolean best, long step) {
    JsonNode spec = JsonMapper.shared().readTree(job.spec());
    Map<String, String> metadata = new LinkedHashMap<>();
    // What the Transformers library asks for.
    metadata.put("format", "pt");
    metadata.put("job", job.id());
    metadata.put("run", Integer.toString(run.number()));
    metadata.put("seed", Long.toString(run.seed()));
    if (best) {
      metadata.put("epoch", "best");
    }
    metadata.put("step", Long.toString(step));
    metadata.put("architecture", spec.path("architecture").toString());
    metadata.put("normalization", spec.path("normalization").toString());
    return metadata;
  }
}
