package org.normlab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The service; its {@code main} hands over to the trainer process before any Spring class is
 * touched.
 */
public final class Normlab {
  private Normlab() {}

  @SpringBootApplication
  static class Service {}

  public static void main(String[] args) {
    SpringApplication.run(Service.class, args);
  }
}
