package org.normlab;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Makes the start cache in a process of the lowest priority, once a service that was started
 * without one is ready, where {@code normlab.start-cache} asks for it.
 */
final class StartCacheInBackground implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(StartCacheInBackground.class);

  /** Says what a user does first is not to wait for it. */
  private static final Duration DELAY = Duration.ofSeconds(10);

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    Environment settings = ready.getApplicationContext().getEnvironment();
    Path jar = Launcher.jar().orElse(null);
    if (jar != null
        && StartCache.isNested()
        && settings.getProperty("normlab.start-cache", Boolean.class, false)
        // Elsewhere there is no way to end a process such that it writes a cache.
        && File.separatorChar == '/'
        && Files.isWritable(jar.resolveSibling(""))) {
      Thread thread = new Thread(() -> make(jar), "start-cache");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void make(Path jar) {
    try {
      Thread.sleep(DELAY);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process process =
          new ProcessBuilder("nice", "-n", "19", java, "-jar", jar.toString(), "start-cache")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      int code = process.waitFor();
      if (code == 0) {
        LOG.info("Made {}, from which later starts take less time", Launcher.startCache(jar));
      } else {
        LOG.info("Could not make {}: exit code {}", Launcher.startCache(jar), code);
      }
    } catch (IOException e) {
      LOG.info("Could not make {}: {}", Launcher.startCache(jar), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
