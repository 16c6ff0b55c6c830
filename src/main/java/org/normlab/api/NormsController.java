package org.normlab.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.normlab.job.Artifacts;
import org.normlab.job.Job;
import org.normlab.job.Jobs;
import org.normlab.job.StoredArtifact;
import org.normlab.spec.JobJson;
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
@WhereApiIsServed
@RequestMapping("/api/v1/jobs/{id}")
class NormsController {
  private final Jobs jobs;
  private final Artifacts artifacts;

  NormsController(Jobs jobs, Artifacts artifacts) {
    this.jobs = jobs;
    this.artifacts = artifacts;
  }

  @GetMapping("/norms.safetensors")
  void norms(@PathVariable String id, ServletWebRequest request, HttpServletResponse response)
      throws IOException {
    Job job = jobs.find(Ask.id(id)).orElseThrow(() -> Refusal.noJob(id));
    StoredArtifact norms = artifacts.find(id, StoredArtifact.NORMS).orElseThrow(() -> none(job));
    Path file = Path.of(norms.file());
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          HttpStatus.GONE,
          "the norms of this job are not there any more, or not where this service looks for them");
    }
    if (request.checkNotModified("\"" + norms.sha256() + "\"")) {
      return;
    }
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("normlab-%s-norms.safetensors".formatted(id))
            .build()
            .toString());
    response.setContentLengthLong(norms.bytes());
    if (!HttpMethod.HEAD.equals(request.getHttpMethod())) {
      Files.copy(file, response.getOutputStream());
    }
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
