package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees at the widths of a desktop's window and of a telephone. */
class LayoutTest {
  private static final String SUMMARY =
      """
      "summary": {"test.accuracy": 0.9749, "validation.accuracy": 0.9556, "test.loss": 0.08199,
       "bestEpoch": 100, "samplesPerSecond": 125523.4, "seconds": 3600.1}
      """;
  private static final String MEASURE =
      """
      <!DOCTYPE html><body><script type="module">
      const wait = (ms) => new Promise((then) => setTimeout(then, ms));
      const found = [];
      for (const width of [1440, 390]) {
        for (const page of ['jobs', 'jobs/7', 'runs', 'studies', 'studies/s1', 'studies/new', 'nothing']) {
          const frame = document.createElement('iframe');
          frame.style = `width: ${width}px; height: 900px; border: 0`;
          frame.src = `/#/${page}`;
          document.body.append(frame);
          await wait(1200);
          const { documentElement: root } = frame.contentDocument;
          const cut = [...root.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth);
          if (root.scrollWidth > root.clientWidth) found.push(`${width} ${page} scrolls`);
          if (width === 1440) found.push(...cut.map((one) => `${page}: ${one.ariaLabel} ${one.scrollWidth} > ${one.clientWidth}`));
          found.push(...cut.filter((one) => one.tabIndex < 0).map((one) => `${page}: ${one.ariaLabel} cannot be scrolled by keyboard`));
          frame.remove();
        }
      }
      document.body.dataset.found = found.join('; ');
      </script></body>
      """;

  @Test
  void tablesFitADesktopAndNoPageScrollsSideways(@TempDir Path profile) throws Exception {
    Map<String, String> answers = SampleService.answers();
    String wide =
        """
        {"run": %d, "seed": 6687881544318117707, "learningRate": %s, "weightDecay": 0.0001, "momentum": 0.9,
         "outcome": "STOPPED_EARLY", "endedStep": 123456,
         "reason": "no better validation loss for 3 epochs after epoch 100 of 200",\
        """
            + SUMMARY
            + "}";
    String job = Edited.with(SampleJobs.JOB, "deep <b>digits</b>", "a name of a job ".repeat(12));
    answers.put("jobs", "{\"jobs\": [%s], \"nextCursor\": null}".formatted(job));
    answers.put(
        "jobs/7",
        job.substring(0, job.indexOf("\"runs\""))
            + "\"runs\": ["
            + wide.formatted(0, "0.001")
            + ","
            + wide.formatted(1, "1000000")
            + "]}");
    answers.put(
        "runs",
        Edited.with(
                SampleJobs.RUNS,
                "\"digits\"",
                "\"uci/statlog-australian-credit\"",
                "\"batch\"",
                "\"scaled-weight-standardization\"",
                "\"deep <b>digits</b>\"",
                "\"" + "a name of a job ".repeat(12) + "\"")
            .replaceAll("\"summary\": \\{[^}]*}", SUMMARY.strip()));
    try (PageServer server =
        new PageServer(path -> answers.getOrDefault(path, SampleService.NOT_FOUND))) {
      server.frames(MEASURE);

      assertThat(Browser.drawn(server.address("/frames.html"), profile, 40))
          .contains("data-found=\"\"");
    }
  }
}
