package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All pages under axe-core's rules: names, contrast, focus, structure. */
class AccessibilityTest {
  /** Goes from page to page, opens what can be opened, and keeps what is violated. */
  private static final String VISIT =
      """
      import '/axe.min.js';
      const wait = (ms) => new Promise((then) => setTimeout(then, ms));
      const found = [];
      let checked = 0;
      async function check(page) {
        for (const part of document.querySelectorAll('details')) part.open = true;
        await wait(700);
        const { violations, passes } = await axe.run(document, { resultTypes: ['violations', 'passes'] });
        checked += passes.length > 5 ? 1 : 0;
        found.push(...violations.map(({ id, nodes }) => `${page}: ${id} ${nodes[0].html.slice(0, 200)}`));
      }
      for (const page of PAGES) {
        location.hash = page;
        await wait(1500);
        await check(page);
      }
      document.querySelector('textarea').value = '{';
      document.querySelector('[type=submit]').click();
      await check('faults');
      location.hash = '#/studies';
      await wait(1500);
      document.querySelector('[data-move=cancel]').click();
      await check('dialog');
      document.body.dataset.dark = matchMedia('(prefers-color-scheme: dark)').matches;
      document.body.dataset.checked = checked;
      document.body.dataset.found = JSON.stringify(found);
      """;

  private static final String[] PAGES = {
    "#/jobs",
    "#/jobs?name=none",
    "#/jobs/7?run=0",
    "#/jobs/none",
    "#/jobs/away",
    "#/runs",
    "#/runs?filter=none",
    "#/studies/s1",
    "#/studies/none",
    "#/nothing",
    "#/studies/new"
  };

  @ParameterizedTest
  @CsvSource({"false, 1440", "true, 1440", "false, 390", "true, 390"})
  void noPageViolatesARule(boolean dark, int width, @TempDir Path profile) throws Exception {
    Map<String, String> answers = SampleService.answers();
    answers.put("jobs/away", "{\"status\": 503, \"detail\": \"the database is away\"}");
    answers.put(
        "studies",
        Edited.with(
            SampleService.answer("studies"), "\"state\":\"COMPLETED\"", "\"state\":\"RUNNING\""));
    try (PageServer server =
        new PageServer(path -> answers.getOrDefault(path, SampleService.NOT_FOUND))) {
      server.drive("const PAGES = ['" + String.join("', '", PAGES) + "'];\n" + VISIT);

      String drawn =
          Browser.drawn(
              server.address("/"),
              profile,
              60,
              "--window-size=" + width + ",900",
              "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
      assertThat(drawn)
          .contains("data-dark=\"" + dark + "\"")
          .contains("data-checked=\"" + (PAGES.length + 2) + "\"")
          .contains("data-found=\"[]\"");
    }
  }
}
