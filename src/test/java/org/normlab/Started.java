package org.normlab;

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

  public static int port(ConfigurableApplicationContext service) {
    return ((WebServerApplicationContext) service).getWebServer().getPort();
  }
}
