package org.normlab.job.life;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

/** The queue of jobs to train: one db-scheduler task, its instances named by the job. */
public final class Queue {
  public static final TaskDescriptor<Void> TRAIN = TaskDescriptor.of("train");

  private Queue() {}
}
