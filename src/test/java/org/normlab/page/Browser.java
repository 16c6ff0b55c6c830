package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Headless Chromium; without one a test is skipped. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Browser() {}

  /** The page's markup once its scripts had five virtual seconds. */
  static String drawn(String address, Path profile) throws IOException, InterruptedException {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium or Chrome on the PATH");
    Path dom = Files.createDirectories(profile).resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.get(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + profile.resolve("profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                address)
            .redirectOutput(dom.toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("browser ended").isTrue();
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
