package org.normlab.worker;

import java.time.Duration;
import org.normlab.storage.StorageLayout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WorkerSettings.class, ProgramsSettings.class})
class WorkerConfiguration {
  /** Longer than any call to the database takes that has a timeout. */
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(60);

  @Bean
  Watchdog watchdog(WorkerSettings settings) {
    Duration leases = settings.lease().multipliedBy(2);
    return new Watchdog(
        leases.compareTo(SHORTEST_PATIENCE) > 0 ? leases : SHORTEST_PATIENCE, System::nanoTime);
  }

  @Bean
  Claiming claiming(StorageLayout home) {
    return new Claiming(Volumes.of(home)::failure);
  }

  @Bean
  Processes processes(ProgramsSettings programs) {
    return new ChildProcesses(programs);
  }
}
