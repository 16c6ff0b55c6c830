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

  public static int port(ConfigurableApplicationContext service) {
    return ((WebServerApplicationContext) service).getWebServer().getPort();
  }
}
