package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Headless Chromium; without one a test is skipped. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int SECONDS = 5;

  private Browser() {}

  /** The page's markup once its scripts had five virtual seconds. */
  static String drawn(String address, Path profile) throws IOException, InterruptedException {
    return drawn(address, profile, SECONDS);
  }

  /**
   * The page's markup once its scripts had their time. Whatever a page writes to the console, such
   * as an uncaught error, a faulty attribute or a violation of its content security policy, fails
   * the test.
   *
   * @param seconds virtual ones: timers run as fast as nothing is waited for
   * @param flags further command-line flags
   */
  static String drawn(String address, Path profile, int seconds, String... flags)
      throws IOException, InterruptedException {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium or Chrome on the PATH");
    Path dom = Files.createDirectories(profile).resolve("dom.html");
    Path log = profile.resolve("log.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.get(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile.resolve("profile"),
                "--virtual-time-budget=" + 1000 * seconds,
                "--dump-dom"));
    command.addAll(List.of(flags));
    command.add(address);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("browser ended").isTrue();
    assertThat(Files.readAllLines(log).stream().filter(line -> line.contains(":CONSOLE:")))
        .as("what the page wrote to the console")
        .isEmpty();
    return Files.readString(dom);
  }

  private static Optional<String> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
