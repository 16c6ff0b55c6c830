package org.normlab.job.life;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** Puts jobs into the queue, in the same transaction as the job itself. */
@Component
public class Dispatch {
  private final SchedulerClient client;
  private final JdbcClient sql;

  Dispatch(DataSource database, JdbcClient sql) {
    this.client =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
            .enablePriority()
            .build();
    this.sql = sql;
  }

  /** Does nothing where the job is in the queue already. */
  public void enqueue(String job, int priority) {
    client.scheduleIfNotExists(instance(job, priority), Instant.now());
  }

  /**
   * Queues jobs that were never in the queue, in their order: among jobs of one priority the
   * earliest goes first.
   *
   * @param jobs priorities by the ids of the jobs
   */
  void enqueueNew(SequencedMap<String, Integer> jobs) {
    Instant first = Instant.now();
    List<SchedulableInstance<?>> queued = new ArrayList<>();
    jobs.forEach(
        (job, priority) ->
            queued.add(
                SchedulableInstance.of(
                    instance(job, priority), first.plus(queued.size(), ChronoUnit.MICROS))));
    client.scheduleBatch(queued.stream());
  }

  private static TaskInstance<?> instance(String job, int priority) {
    return Queue.TRAIN.instance(job).priority(priority).build();
  }

  /** A job that a worker has picked up stays with it; its claim is refused. */
  void remove(String job) {
    sql.sql("delete from scheduled_tasks where task_name = ? and task_instance = ? and not picked")
        .params(Queue.TRAIN.getTaskName(), job)
        .update();
  }

  /** The scheduler's client could only queue it anew, at the end of its priority. */
  void prioritize(String job, int priority) {
    sql.sql("update scheduled_tasks set priority = ? where task_name = ? and task_instance = ?")
        .params(priority, Queue.TRAIN.getTaskName(), job)
        .update();
  }
}
