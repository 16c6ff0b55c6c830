package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.environment.EpisodeReplay;
import org.normlab.environment.GameSettings;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.life.Jobs;
import org.normlab.job.web.JobAddress;
import org.normlab.run.Episodes;
import org.normlab.train.ControlSpec;
import org.normlab.web.Etag;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Shows one episode of a trained agent, played again from its actions. */
@RestController
@Tag(name = "Jobs")
@WhereApiIsServed
@RequestMapping(
    path = "/api/v1/jobs/{id}/runs/{number}/episode",
    produces = MediaType.APPLICATION_JSON_VALUE)
class EpisodeController {
  private static final Logger LOG = LoggerFactory.getLogger(EpisodeController.class);

  private final Jobs jobs;
  private final Episodes episodes;

  EpisodeController(Jobs jobs, Episodes episodes) {
    this.jobs = jobs;
    this.episodes = episodes;
  }

  /**
   * The episode of a run at the end of a visit.
   *
   * @param visit which one; null for the latest that has an episode
   */
  @Operation(
      operationId = "showEpisode",
      summary =
          "Show one episode of a trained agent: what it saw, its actions and rewards; of the latest"
              + " visit unless one is given")
  @GetMapping
  @Nullable ResponseEntity<EpisodeView> episode(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam(required = false) @Nullable Integer visit,
      WebRequest request) {
    Job job = jobs.find(JobAddress.id(id)).orElseThrow(() -> JobAddress.missing(id));
    JobRun run = JobAddress.run(number, jobs.runs(id));
    List<GameSettings> games = games(job);
    known(visit, games.size());
    List<Integer> visits = episodes.visits(id, number);
    int chosen = visit != null ? visit : visits.isEmpty() ? 0 : visits.getLast();
    StoredEpisode episode =
        episodes.find(id, number, chosen).orElseThrow(() -> none(job, run, chosen));
    GameSettings game = games.get(chosen);
    return Etag.unlessHeld(
        request,
        etag(visits, chosen, episode),
        () -> {
          EpisodeReplay replay = replay(job, number, game, run.seed(), chosen, episode);
          return EpisodeView.of(number, chosen, visits, game, episode, replay);
        });
  }

  private static void known(@Nullable Integer visit, int visits) {
    if (visit != null && (visit < 0 || visit >= visits)) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          "the job has visits 0 to %d; received %d".formatted(visits - 1, visit));
    }
  }

  /** Returns an ETag of the episode's content; the job's version may change each second. */
  private static String etag(List<Integer> visits, int visit, StoredEpisode episode) {
    long hash = 31L * Arrays.hashCode(episode.actions()) + episode.returned();
    return Etag.ofPage(visits.size(), 31 * (31 * hash + visit) + episode.end().name().hashCode());
  }

  private static List<GameSettings> games(Job job) {
    if (JobJson.trusted(job.spec()).training() instanceof ControlSpec control) {
      return control.environment().visits();
    }
    throw new Refusal(
        HttpStatus.NOT_FOUND,
        "the job has no environment: it learns from data, and only agents play episodes");
  }

  /** Plays an episode again; refuses one that was recorded under other rules. */
  private static EpisodeReplay replay(
      Job job, int number, GameSettings game, long seed, int visit, StoredEpisode episode) {
    try {
      EpisodeReplay replay = EpisodeReplay.of(game, seed, visit, episode.actions());
      if (replay.returned() == episode.returned() && replay.end() == episode.end()) {
        return replay;
      }
      LOG.warn(
          "the episode of run {} of job {} returned {} when it was played again, not {}",
          number,
          job.id(),
          replay.returned(),
          episode.returned());
    } catch (IllegalArgumentException e) {
      LOG.warn("no episode of run {} of job {} to show: {}", number, job.id(), e.getMessage());
    }
    throw new Refusal(
        HttpStatus.GONE,
        "the episode of run %d cannot be played again: %s has changed since it was recorded"
            .formatted(number, game.environment().word()));
  }

  private static Refusal none(Job job, JobRun run, int visit) {
    int number = run.number();
    return job.state().isTerminal() || run.outcome().isEnded()
        ? new Refusal(
            HttpStatus.NOT_FOUND,
            "run %d has no episode of visit %d: the job is %s, the run %s, and it did not train to"
                    .formatted(number, visit, job.state(), run.outcome())
                + " the end of that visit")
        : new Refusal(
            HttpStatus.CONFLICT,
            "run %d has no episode of visit %d yet: the job is %s; one is played at the end of each"
                    .formatted(number, visit, job.state())
                + " visit");
  }
}
