package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.normlab.job.Job;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Jobs;
import org.normlab.job.web.JobAddress;
import org.normlab.train.file.Sha256;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The norms that a job has recorded, as the file that its trainer wrote. */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
@RequestMapping("/api/v1/jobs/{id}")
class NormsController {
  private static final Logger LOG = LoggerFactory.getLogger(NormsController.class);

  private final Jobs jobs;
  private final Artifacts artifacts;

  NormsController(Jobs jobs, Artifacts artifacts) {
    this.jobs = jobs;
    this.artifacts = artifacts;
  }

  @Operation(
      operationId = "downloadNorms",
      summary =
          "Download the norms of hidden weights' rows at the start of each epoch, which recordNorms"
              + " asks for, as safetensors")
  @ApiResponse(
      responseCode = "200",
      description =
          "<layer>.recordedNorm float32 [runs, epochs, out], NaN after a run's end, and seeds int64"
              + " [runs]",
      content = {
        @Content(
            mediaType = "application/octet-stream",
            schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "304", description = "Nothing has changed since If-None-Match")
  @GetMapping("/norms.safetensors")
  void norms(@PathVariable String id, ServletWebRequest request, HttpServletResponse response)
      throws IOException {
    Job job = jobs.find(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    StoredArtifact norms = artifacts.find(id, StoredArtifact.NORMS).orElseThrow(() -> none(job));
    if (Etag.isHeld(request, "\"" + norms.sha256() + "\"")) {
      return;
    }
    try (FileChannel file = whole(norms)) {
      describe(id, response);
      response.setContentLengthLong(norms.bytes());
      if (!HttpMethod.HEAD.equals(request.getHttpMethod())) {
        Channels.newInputStream(file).transferTo(response.getOutputStream());
      }
    }
  }

  /** Opens the file of norms, if it is what the trainer wrote. */
  private static FileChannel whole(StoredArtifact norms) {
    try {
      FileChannel file = FileChannel.open(Path.of(norms.file()), StandardOpenOption.READ);
      if (isWhole(file, norms)) {
        return file;
      }
    } catch (NoSuchFileException e) {
      throw gone("are not there any more, or not where this service looks for them");
    } catch (IOException e) {
      LOG.warn("no norms to export: {}", e.getMessage());
      throw gone("cannot be read");
    }
    LOG.warn("no norms to export: {} has changed since it was written", norms.file());
    throw gone("have changed since they were written, so they are not handed out");
  }

  /** Closes the file where it is not. */
  private static boolean isWhole(FileChannel file, StoredArtifact norms) throws IOException {
    boolean whole = false;
    try {
      whole = Sha256.of(file).equals(norms.sha256());
    } finally {
      if (!whole) {
        file.close();
      }
    }
    return whole;
  }

  private static Refusal gone(String why) {
    return new Refusal(HttpStatus.GONE, "the norms of this job " + why);
  }

  private static void describe(String id, HttpServletResponse response) {
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("normlab-%s-norms.safetensors".formatted(id))
            .build()
            .toString());
  }

  private static Refusal none(Job job) {
    if (!JobJson.trusted(job.spec()).training().recordNorms()) {
      return new Refusal(
          HttpStatus.NOT_FOUND, "the job records no norms: its recordNorms is false");
    }
    return job.state().isTerminal()
        ? new Refusal(
            HttpStatus.NOT_FOUND,
            "the job is %s and has recorded no norms to the end".formatted(job.state()))
        : new Refusal(
            HttpStatus.CONFLICT,
            "the job is %s; its norms are written when all its runs have ended"
                .formatted(job.state()));
  }
}
