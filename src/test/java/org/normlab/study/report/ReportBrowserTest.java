package org.normlab.study.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.study.report.element.Format;
import org.normlab.study.report.element.ReportTest;

/** Pictures as headless Chromium draws them: no text lies on another or outside of its picture. */
class ReportBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Measures what was drawn and writes the faults into the page. */
  private static final String MEASURE =
      """
      <script>
      const faults = [];
      let texts = 0;
      for (const svg of document.querySelectorAll('svg[role=img]')) {
        const outer = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
        texts += boxes.length;
        boxes.forEach(([text, a], i) => {
          if (a.left < outer.left - 1 || a.right > outer.right + 1 || a.bottom > outer.bottom + 1) faults.push('outside: ' + text);
          boxes.slice(i + 1).forEach(([other, b]) => {
            if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
              faults.push(text + ' lies on ' + other);
          });
        });
      }
      const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      document.body.setAttribute('data-texts', texts);
      document.body.setAttribute('data-wide', wide);
      document.body.setAttribute('data-faults', faults.join('; ') || 'none');
      </script>
      """;

  static Stream<ReportInput> materials() {
    return Stream.of(
        Samples.oneBlock(Samples.methods(31, 5, 0, ReportTest.LONG)),
        ReportTest.blocks(3, 31, ReportTest.LONG),
        ReportTest.blocks(12, 4, "m"),
        ReportTest.blocks(2, 2, "WWW"),
        Samples.oneBlock(Samples.methods(2, 1, 0, "漢字の名前")));
  }

  @ParameterizedTest
  @MethodSource("materials")
  void noTextLiesOnAnother(ReportInput material, @TempDir Path home) throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium");
    String page = Format.HTML.write(material.report());
    Path file = home.resolve("report.html");
    Files.writeString(file, page.replace("</body>", MEASURE + "</body>"));
    String drawn = drawn(browser.orElseThrow(), file, home);
    assertThat(drawn).containsPattern("data-texts=\"[1-9]").contains("data-faults=\"none\"");
    assertThat(drawn).contains("data-wide=\"false\"");
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String drawn(Path browser, Path file, Path home) throws Exception {
    Path out = home.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + home.resolve("profile"),
                "--window-size=1000,900",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, UTF_8);
  }
}
