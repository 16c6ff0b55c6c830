package org.normlab.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.life.Attempts;
import org.normlab.job.life.Dispatch;
import org.normlab.job.life.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes jobs from the queue, as many at a time as there are slots. */
@Component
@ConditionalOnProperty(name = "normlab.worker.enabled", matchIfMissing = true)
class Worker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MISSED = 4;

  private final DataSource database;
  private final Attempts attempts;
  private final Dispatch dispatch;
  private final AttemptRunner training;
  private final WorkerSettings settings;
  private final Processes processes;
  private final Claiming claiming;
  private final BlockingQueue<Slot> free = new LinkedBlockingQueue<>();
  private final String name = chosenName();
  private volatile List<Slot> slots = List.of();
  private @Nullable Scheduler scheduler;
  private volatile boolean running;

  Worker(
      DataSource database,
      Attempts attempts,
      Dispatch dispatch,
      AttemptRunner training,
      WorkerSettings settings,
      Processes processes,
      Claiming claiming) {
    this.database = database;
    this.attempts = attempts;
    this.dispatch = dispatch;
    this.training = training;
    this.settings = settings;
    this.processes = processes;
    this.claiming = claiming;
  }

  private static String chosenName() {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + unique;
    } catch (IOException e) {
      return "worker/" + unique;
    }
  }

  /** Unlike any other worker's. */
  String name() {
    return name;
  }

  /** None before it has started. */
  List<Slot> slots() {
    return slots;
  }

  @Override
  public void start() {
    slots = plan();
    free.addAll(slots);
    LOG.info("worker {} has {} slots: {}", name, slots.size(), slots);
    queueOpenJobs();
    Thread.ofPlatform().name("leftovers").daemon().start(training::deleteLeftovers);
    Scheduler made =
        Scheduler.create(database, task())
            .threads(slots.size())
            .pollingInterval(POLL)
            .enablePriority()
            .heartbeatInterval(settings.lease().dividedBy(MISSED))
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(PATIENCE)
            .schedulerName(() -> name)
            .build();
    made.start();
    scheduler = made;
    running = true;
  }

  private List<Slot> plan() {
    try {
      return Slot.plan(settings, processes.devices(), Runtime.getRuntime().maxMemory());
    } catch (IOException e) {
      throw new IllegalStateException("the devices of this machine are unknown", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for devices", e);
    }
  }

  /** A job without its place in the queue would wait for ever. */
  private void queueOpenJobs() {
    for (String id : attempts.open()) {
      attempts.job(id).ifPresent(job -> dispatch.enqueue(id, job.priority()));
    }
  }

  private CustomTask<Void> task() {
    return Tasks.custom(Queue.TRAIN)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
        .onDeadExecution((dead, queue) -> queue.reschedule(dead, place(dead)))
        .execute((instance, _) -> train(instance.getId()));
  }

  private CompletionHandler<Void> train(String job) {
    if (claiming.obstacle() != null) {
      // Another worker may take it at once; this one stops looking.
      lookForJobs();
      return (done, queue) -> queue.reschedule(done, place(done));
    }
    Instant earliest = training.nextAttempt(job);
    if (earliest.isAfter(Instant.now())) {
      return (done, queue) -> queue.reschedule(done, earliest);
    }
    try {
      Slot slot = free.take();
      try {
        Optional<Attempt> claimed = attempts.claim(job, name, slot.name(), settings.lease());
        if (claimed.isPresent()) {
          training.run(claimed.get(), slot);
          lookForJobs();
        }
      } finally {
        free.add(slot);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return next(job);
  }

  /** Sorts what was begun before what waits: it keeps the place that it had in the queue. */
  private static Instant place(ExecutionComplete done) {
    return done.getExecution().getExecutionTime();
  }

  private CompletionHandler<Void> next(String job) {
    Optional<JobState> state = attempts.job(job).map(Job::state).filter(s -> !s.isTerminal());
    if (state.isEmpty()) {
      return (_, queue) -> queue.remove();
    }
    boolean givenBack = state.get() == JobState.QUEUED && !attempts.isHeld(job);
    return (done, queue) ->
        queue.reschedule(done, givenBack ? place(done) : Instant.now().plus(AGAIN));
  }

  /** Looks for jobs, or looks for none, as the last trial write says; trains on what it has. */
  void lookForJobs() {
    Scheduler looking = scheduler;
    if (looking == null) {
      return;
    }
    boolean paused = looking.getSchedulerState().isPaused();
    if (claiming.obstacle() != null && !paused) {
      looking.pause();
    } else if (claiming.obstacle() == null && paused) {
      looking.resume();
    }
  }

  @Override
  public void stop() {
    training.shutDown();
    if (scheduler != null) {
      scheduler.stop();
    }
    training.dismissAll();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
