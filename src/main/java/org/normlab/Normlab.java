package org.normlab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.normlab.access.TokenCommand;
import org.normlab.bench.AgentMain;
import org.normlab.bench.BenchMain;
import org.normlab.bench.EnvironmentMain;
import org.normlab.quickstart.Quickstart;
import org.normlab.trainer.Devices;
import org.normlab.trainer.TrainerMain;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The jar's commands. The trainer process is handed over to before any Spring class is touched, so
 * that it starts fast and holds no memory for a service that it does not run.
 */
public final class Normlab {
  private static final String USAGE =
      """
      usage: java -jar normlab.jar [--SETTING=VALUE ...]   serve; settings: docs/operating.md
             java -jar normlab.jar quickstart [--help]     compare four methods
             java -jar normlab.jar bench NET NORM ...      time training steps
             java -jar normlab.jar bench-agent NAME dqn    time agents that act and learn
             java -jar normlab.jar bench-environment NAME  time steps of an environment
             java -jar normlab.jar token create|list|revoke ...   who may use the API
             java -jar normlab.jar start-cache             make what later starts are faster with
      """;

  private static final int LAUNCHER_GONE = 143;

  private Normlab() {}

  @SpringBootApplication
  static class Service {
    static void serve(String[] args) {
      SpringApplication application = new SpringApplication(Service.class);
      application.addListeners(
          (ApplicationListener<ApplicationEnvironmentPreparedEvent>)
              event -> closePorts(application, event));
      application.addListeners(new StartCacheInBackground());
      application.run(args);
    }

    /** Opens the database as the service does, without serving or training anything. */
    static ConfigurableApplicationContext open(List<String> settings) {
      SpringApplication application = new SpringApplication(Service.class);
      application.setWebApplicationType(WebApplicationType.NONE);
      application.setLogStartupInfo(false);
      List<String> all = new ArrayList<>(settings);
      all.addAll(
          List.of(
              "--normlab.api.enabled=false",
              "--normlab.worker.enabled=false",
              "--logging.level.root=error"));
      return application.run(all.toArray(String[]::new));
    }

    /** A worker without the API opens no port, but to tell how it is where that is asked for. */
    private static void closePorts(
        SpringApplication application, ApplicationEnvironmentPreparedEvent event) {
      Environment settings = event.getEnvironment();
      if (!settings.getProperty("normlab.api.enabled", Boolean.class, true)
          && !settings.containsProperty("management.server.port")) {
        application.setWebApplicationType(WebApplicationType.NONE);
      }
    }
  }

  public static void main(String[] args) {
    // Programs for the trainer, names of files, ETags, recipes and what H2 folds to lower case are
    // texts that machines read: they are the same wherever the process runs.
    Locale.setDefault(Locale.ROOT);
    endWithLauncher();
    switch (args.length == 0 ? "serve" : args[0]) {
      case "trainer" -> TrainerMain.main(args);
      case "devices" -> Devices.main(args);
      case "bench" -> BenchMain.main(List.of(args).subList(1, args.length));
      case "bench-agent" -> AgentMain.main(List.of(args).subList(1, args.length));
      case "bench-environment" -> EnvironmentMain.main(List.of(args).subList(1, args.length));
      case "quickstart" -> Quickstart.main(List.of(args).subList(1, args.length));
      case "token" -> System.exit(token(List.of(args).subList(1, args.length)));
      case "start-cache" -> System.exit(StartCache.make());
      case "help", "--help", "-h" -> System.out.print(USAGE);
      default -> serve(args);
    }
  }

  private static int token(List<String> words) {
    return TokenCommand.run(words, Service::open, System.out, System.err);
  }

  /** Ends this process when the one ends that was asked to start it, however that ends. */
  private static void endWithLauncher() {
    Long launcher = Long.getLong(Launcher.PARENT);
    if (launcher != null) {
      CompletableFuture<?> end =
          ProcessHandle.of(launcher)
              .map(ProcessHandle::onExit)
              .orElseGet(() -> CompletableFuture.completedFuture(null));
      var _ = end.thenRun(() -> System.exit(LAUNCHER_GONE));
    }
  }

  /** A misspelt command is no wish to serve. */
  private static void serve(String[] args) {
    if (args.length > 0 && !args[0].startsWith("-")) {
      System.err.print("normlab: unknown command " + args[0] + "\n" + USAGE);
      System.exit(2);
    }
    Service.serve(args);
  }
}
