package org.normlab.worker;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.DataHome;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.StaleAttempt;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.GoneReference;
import org.normlab.job.artifact.References;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Attempts;
import org.normlab.job.life.DataDigests;
import org.normlab.job.life.Jobs;
import org.normlab.run.Checkpoints;
import org.normlab.run.Episodes;
import org.normlab.run.Points;
import org.normlab.run.StoredCheckpoint;
import org.normlab.storage.StorageLayout;
import org.normlab.trainer.Message;
import org.normlab.trainer.Wire;
import org.normlab.wire.JobJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Trains a claimed job in a slot's process, which is kept for the next one if all went well. */
@Component
class AttemptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

  private final Jobs jobs;
  private final Attempts attempts;
  private final Points points;
  private final Episodes episodes;
  private final Artifacts artifacts;
  private final Checkpoints checkpoints;
  private final References references;
  private final DataDigests digests;
  private final StorageLayout home;
  private final WorkerSettings settings;
  private final Processes processes;
  private final Watchdog watchdog;
  private final Claiming claiming;
  private final Leftovers leftovers;
  private final Set<TrainerSession> running = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Slot, TrainerProcess> warm = new ConcurrentHashMap<>();
  private volatile boolean shuttingDown;

  AttemptRunner(
      Jobs jobs,
      Attempts attempts,
      Points points,
      Episodes episodes,
      Artifacts artifacts,
      Checkpoints checkpoints,
      References references,
      DataDigests digests,
      StorageLayout home,
      WorkerSettings settings,
      Processes processes,
      Watchdog watchdog,
      Claiming claiming,
      Leftovers leftovers) {
    this.jobs = jobs;
    this.attempts = attempts;
    this.points = points;
    this.episodes = episodes;
    this.artifacts = artifacts;
    this.checkpoints = checkpoints;
    this.references = references;
    this.digests = digests;
    this.home = home;
    this.settings = settings;
    this.processes = processes;
    this.watchdog = watchdog;
    this.claiming = claiming;
    this.leftovers = leftovers;
  }

  /** Deletes files that attempts left behind of which no worker thinks any more. */
  void deleteLeftovers() {
    leftovers.deleteAll();
  }

  /** Returns how many attempts train now. */
  int runningCount() {
    return running.size();
  }

  /** Trainings under way are stopped with a checkpoint and their jobs given back. */
  void shutDown() {
    shuttingDown = true;
  }

  /** Ends trainers whose worker's thread hangs, so that it cannot renew their lease. */
  void endThoseWithoutLease() {
    running.forEach(TrainerSession::endWithoutLease);
  }

  void dismissAll() {
    warm.values().forEach(TrainerProcess::dismiss);
    warm.clear();
  }

  /** Trains an attempt. Whatever is logged meanwhile names it in structured logs. */
  void run(Attempt attempt, Slot slot) throws InterruptedException {
    try (MDC.MDCCloseable _ = MDC.putCloseable("job", attempt.job());
        MDC.MDCCloseable _ = MDC.putCloseable("attempt", String.valueOf(attempt.number()))) {
      runNamed(attempt, slot);
    }
  }

  private void runNamed(Attempt attempt, Slot slot) throws InterruptedException {
    Job job = attempts.job(attempt.job()).orElseThrow();
    List<Attempt> earlier =
        jobs.attempts(job.id()).stream().filter(a -> a.number() < attempt.number()).toList();
    Limits limits =
        new Limits(
            slot,
            earlier,
            settings.maxAttempts(),
            JobJson.trusted(job.spec()).maxDuration(),
            System.nanoTime());
    String hopeless = hopeless(limits, interruptions(job.id(), earlier));
    if (hopeless != null) {
      fail(attempt, "given up: " + hopeless + "; see the attempts");
      return;
    }
    try {
      train(attempt, job, slot, limits);
    } catch (GoneReference e) {
      fail(attempt, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.error("no trainer could be started", e);
      claiming.pause(0, "no trainer could be started: " + e);
      attempts.finish(attempt.claim(), Limits.givenBack("no trainer could be started: " + e, null));
    }
  }

  private @Nullable String hopeless(Limits limits, Interruptions interruptions) {
    if (limits.crashesBefore() >= settings.maxAttempts()) {
      return "%d attempts crashed".formatted(limits.crashesBefore());
    }
    return interruptions.inARow() >= settings.maxInterruptions()
        ? "%d attempts in a row ended with their worker before they wrote a checkpoint"
            .formatted(interruptions.inARow())
        : null;
  }

  private Interruptions interruptions(String job, List<Attempt> attempts) {
    int lastForward =
        checkpoints.newest(job).stream().mapToInt(StoredCheckpoint::attempt).max().orElse(0);
    return Interruptions.of(attempts, lastForward);
  }

  /** Returns when the next attempt at a job may begin; in the past for most jobs. */
  Instant nextAttempt(String job) {
    List<Attempt> attempts = jobs.attempts(job);
    return attempts.isEmpty() ? Instant.MIN : interruptions(job, attempts).nextAttempt();
  }

  private void fail(Attempt attempt, String reason) {
    attempts.finish(
        attempt.claim(), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, reason, null));
  }

  private void train(Attempt attempt, Job job, Slot slot, Limits limits)
      throws IOException, InterruptedException, GoneReference {
    StoredArtifact norms = references.norms(JobJson.trusted(job.spec()));
    leftovers.delete(job.id(), attempt.number());
    Recorder recorder =
        new Recorder(attempt.claim(), attempts, points, episodes, artifacts, checkpoints);
    List<StoredCheckpoint> kept = checkpoints.kept(job.id());
    TrainerProcess trainer = trainer(slot);
    TrainerSession run =
        new TrainerSession(
            attempt,
            trainer,
            recorder,
            attempts,
            limits,
            settings,
            () -> shuttingDown,
            watchdog,
            claiming);
    boolean well = false;
    running.add(run);
    try {
      run.run(start(attempt, job, slot, kept, norms));
      well = trainer.isAlive();
      attempts.job(job.id()).filter(one -> one.state().isTerminal()).ifPresent(leftovers::delete);
    } catch (StaleAttempt e) {
      LOG.warn("{}; its trainer is ended", e.getMessage());
      WorkerMeters.staleAttempt();
    } finally {
      running.remove(run);
      keep(slot, trainer, well && trainer.residentBytes() < slot.memoryBytes() / 2);
    }
  }

  private TrainerProcess trainer(Slot slot) throws IOException {
    TrainerProcess kept = warm.remove(slot);
    if (kept != null && kept.isAlive()) {
      kept.newLines();
      return kept;
    }
    return new TrainerProcess(processes.trainer(slot));
  }

  private void keep(Slot slot, TrainerProcess trainer, boolean well) throws InterruptedException {
    if (well && !shuttingDown) {
      warm.put(slot, trainer);
    } else {
      trainer.kill();
    }
  }

  private static Message.Checkpoint message(StoredCheckpoint c) {
    return new Message.Checkpoint(c.group(), c.step(), c.file(), c.sha256(), c.bytes());
  }

  /** Width and threads of an earlier attempt are repeated: only so is a resumed run exact. */
  private Message.Start start(
      Attempt attempt,
      Job job,
      Slot slot,
      List<StoredCheckpoint> checkpoints,
      @Nullable StoredArtifact norms) {
    DataHome data = home.dataHome();
    Integer threads = job.threads();
    return new Message.Start(
        job.id(),
        attempt.number(),
        Wire.tree(job.spec()),
        data.folder().toString(),
        data.download(),
        home.checkpoints(job.id()).toString(),
        checkpoints.stream().map(AttemptRunner::message).toList(),
        norms == null ? null : new Message.Reference(norms.file(), norms.sha256()),
        job.width(),
        threads == null ? slot.threads() : threads,
        slot.device(),
        settings.lease().toMillis() / 1e3,
        settings.checkpointEvery().toMillis() / 1e3,
        digests.expected(job).stream()
            .map(known -> new Message.ExpectedData(known.digest(), known.readBy()))
            .toList());
  }
}
