package org.normlab.worker;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes whether a worker takes jobs: not while it cannot write, since it would fail one job
 * after the other. It takes them again when a trial write succeeds.
 */
final class Claiming {
  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

  private final LongFunction<@Nullable String> trial;
  private long needed;
  private volatile @Nullable String obstacle;

  /**
   * @param trial writes as many bytes as it is told to; says why that failed, or null
   */
  Claiming(LongFunction<@Nullable String> trial) {
    this.trial = trial;
  }

  /** Explains why no job is taken now; null where jobs are. */
  @Nullable String obstacle() {
    return obstacle;
  }

  /**
   * Takes no job until the next trial write succeeds.
   *
   * @param bytes that must fit then: of the file that could not be written
   */
  synchronized void pause(long bytes, String why) {
    needed = Math.max(needed, bytes);
    become(why);
  }

  /** Tries to write; returns why no job is taken after that, or null. */
  synchronized @Nullable String check() {
    String failure = trial.apply(needed);
    if (failure == null) {
      needed = 0;
    }
    become(failure);
    return failure;
  }

  private void become(@Nullable String now) {
    if (now != null && obstacle == null) {
      LOG.error("this worker takes no job for now: {}", now);
    } else if (now == null && obstacle != null) {
      LOG.info("this worker takes jobs again");
    }
    obstacle = now;
  }
}
