package org.normlab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jar's entry, compiled for Java 17. On a Java 25 it calls {@code Normlab}. On an older one it
 * looks for an installed Java 25 and runs the same jar with it, so that a plain {@code java -jar}
 * works where the default java is older. Where {@code StartCache} has made a folder of this jar
 * with that Java, it runs the service from there, which starts in less than half the time.
 */
public final class Launcher {
  static final String UNPACKED_JAR = "normlab.jar";

  /** A file in the folder of the start cache that says which jar and Java it was made with. */
  static final String STAMP = "stamp";

  /** The system property by which a child knows the process that it ends with. */
  static final String PARENT = "normlab.launcher";

  private static final int REQUIRED = 25;

  private Launcher() {}

  public static void main(String[] args) throws Exception {
    boolean recent = Runtime.version().feature() >= REQUIRED;
    Optional<Path> home =
        recent
            ? Optional.of(Path.of(System.getProperty("java.home")))
            : candidates().filter(Launcher::isRecent).findFirst();
    if (home.isEmpty()) {
      System.err.printf(
          "Normlab needs Java %d; this is Java %s and no other was found. Install a JDK %d or set"
              + " JAVA_HOME to one.%n",
          REQUIRED, Runtime.version(), REQUIRED);
      System.exit(1);
      return;
    }
    List<String> cached =
        jar().filter(jar -> wantsCache(args)).map(jar -> cached(jar, home.get())).orElse(List.of());
    if (recent && cached.isEmpty()) {
      Class.forName("org.normlab.Normlab")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
      return;
    }
    List<String> start =
        cached.isEmpty() ? List.of("-jar", System.getProperty("java.class.path")) : cached;
    System.exit(runWith(home.get().resolve("bin").resolve("java"), start, args));
  }

  /** Returns the jar that this process was started from, if it was. */
  static Optional<Path> jar() {
    String path = System.getProperty("java.class.path");
    return path.endsWith(".jar") && !path.contains(File.pathSeparator)
        ? Optional.of(Path.of(path).toAbsolutePath()).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /** Returns the folder of a jar's start cache, which lies beside it. */
  static Path startCache(Path jar) {
    String name = jar.getFileName().toString();
    return jar.resolveSibling(name.substring(0, name.length() - ".jar".length()) + ".start");
  }

  /**
   * Returns what tells a start cache from that of another jar or Java, and from one of which files
   * are missing or cut: sizes and times.
   */
  static String stamp(Path jar, Path javaHome, Path folder) throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Path file : List.of(jar, javaHome.resolve("lib").resolve("modules"))) {
      stamp.append(file.toRealPath()).append(' ').append(Files.size(file));
      stamp.append(' ').append(Files.getLastModifiedTime(file)).append('\n');
    }
    return stamp.append(bytes(folder)).append('\n').toString();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !file.endsWith(STAMP))
          .map(Path::toFile)
          .filter(File::isFile)
          .mapToLong(File::length)
          .sum();
    }
  }

  /** Says whether the command starts a service: all others run once and seldom. */
  private static boolean wantsCache(String[] args) {
    return (args.length == 0 || args[0].startsWith("--") || args[0].equals("quickstart"))
        && !List.of(args).contains("--normlab.start-cache=false")
        && !"false".equalsIgnoreCase(System.getenv("NORMLAB_START_CACHE"));
  }

  /** Returns how to start from the start cache; nothing without one of this jar and Java. */
  static List<String> cached(Path jar, Path javaHome) {
    Path folder = startCache(jar);
    Path stamp = folder.resolve(STAMP);
    try {
      return Files.isRegularFile(stamp)
              && Files.readString(stamp).equals(stamp(jar, javaHome, folder))
          ? List.of(
              "@" + folder.resolve("service.options"),
              "-jar",
              folder.resolve(UNPACKED_JAR).toString())
          : List.of();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static int runWith(Path java, List<String> start, String[] args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
    command.addAll(start);
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
