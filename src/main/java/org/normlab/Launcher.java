package org.normlab;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jar's entry, compiled for Java 17: on Java 25 it calls {@code Normlab}; on an older one it
 * looks for an installed Java 25 and starts the same jar with it, so that a plain {@code java -jar}
 * works where the default java is older.
 */
public final class Launcher {
  private static final int REQUIRED = 25;

  private Launcher() {}

  public static void main(String[] args) throws Exception {
    if (Runtime.version().feature() >= REQUIRED) {
      Class.forName("org.normlab.Normlab")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
      return;
    }
    Optional<Path> java =
        candidates()
            .filter(Launcher::isRecent)
            .map(jdk -> jdk.resolve("bin").resolve("java"))
            .findFirst();
    if (java.isEmpty()) {
      System.err.printf(
          "Normlab needs Java %d; this is Java %s and no other was found. Install a JDK %d or set"
              + " JAVA_HOME to one.%n",
          REQUIRED, Runtime.version(), REQUIRED);
      System.exit(1);
      return;
    }
    System.exit(runWith(java.get(), args));
  }

  private static int runWith(Path java, String[] args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      command.add(argument);
    }
    command.addAll(List.of("-jar", System.getProperty("java.class.path")));
    command.addAll(List.of(args));
    Process child = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(child)));
    return child.waitFor();
  }

  private static void stop(Process child) {
    child.destroy();
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Stream<Path> candidates() {
    Stream<Path> home = Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of);
    String user = System.getProperty("user.home");
    Stream<Path> installed =
        Stream.of(
                "/usr/lib/jvm",
                "/Library/Java/JavaVirtualMachines",
                user + "/.sdkman/candidates/java",
                user + "/.jdks",
                "C:\\Program Files\\Java",
                "C:\\Program Files\\Eclipse Adoptium")
            .map(Path::of)
            .flatMap(Launcher::children);
    return Stream.concat(home, installed)
        .flatMap(jdk -> Stream.of(jdk, jdk.resolve("Contents/Home")))
        .filter(jdk -> Files.isExecutable(jdk.resolve("bin" + File.separator + "java")));
  }

  private static Stream<Path> children(Path folder) {
    File[] found = folder.toFile().listFiles(File::isDirectory);
    return found == null ? Stream.empty() : Stream.of(found).map(File::toPath).sorted();
  }

  private static boolean isRecent(Path jdk) {
    try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .anyMatch(major -> !major.isEmpty() && Integer.parseInt(major) >= REQUIRED);
    } catch (IOException e) {
      return false;
    }
  }
}
