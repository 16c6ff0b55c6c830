package org.normlab;

import java.util.List;
import org.normlab.quickstart.Quickstart;
import org.normlab.trainer.BenchMain;
import org.normlab.trainer.Devices;
import org.normlab.trainer.TrainerMain;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The jar's commands. The trainer process is handed over to before any Spring class is touched, so
 * that it starts fast and holds no memory for a service that it does not run.
 */
public final class Normlab {
  private Normlab() {}

  @SpringBootApplication
  static class Service {
    static void serve(String[] args) {
      SpringApplication.run(Service.class, args);
    }
  }

  public static void main(String[] args) {
    switch (args.length == 0 ? "serve" : args[0]) {
      case "trainer" -> TrainerMain.main(args);
      case "devices" -> Devices.main(args);
      case "bench" -> BenchMain.main(List.of(args).subList(1, args.length));
      case "quickstart" -> Quickstart.main(List.of(args).subList(1, args.length));
      default -> Service.serve(args);
    }
  }
}
