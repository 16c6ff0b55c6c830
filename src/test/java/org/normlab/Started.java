package org.normlab;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the service within a test. */
public final class Started {
  private Started() {}

  public static ConfigurableApplicationContext service(String... args) {
    return SpringApplication.run(Normlab.Service.class, args);
  }

  /** With a further configuration. */
  public static ConfigurableApplicationContext service(Class<?> more, String... args) {
    return SpringApplication.run(new Class<?>[] {Normlab.Service.class, more}, args);
  }

  /** As a command opens the database, without serving. */
  public static ConfigurableApplicationContext database(List<String> settings) {
    return Normlab.Service.open(settings);
  }

  public static int port(ConfigurableApplicationContext service) {
    return ((WebServerApplicationContext) service).getWebServer().getPort();
  }
}
