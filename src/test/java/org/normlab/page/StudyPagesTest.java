package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of studies as headless Chromium draws them, from answers that a service once gave. */
class StudyPagesTest {
  private static final String STUDY = SampleService.STUDY;
  private static final String RUNNING =
      Edited.with(
          STUDY,
          "\"state\":\"COMPLETED\"",
          "\"state\":\"RUNNING\"",
          "\"progress\":1.0,\"secondsLeft\":null",
          "\"progress\":0.5,\"secondsLeft\":125",
          "\"queued\":0,\"running\":0,\"succeeded\":20",
          "\"queued\":9,\"running\":2,\"succeeded\":9");

  /** Finds what a user would see, and waits as one would. */
  private static final String USER =
      """
      const wait = (ms) => new Promise((then) => setTimeout(then, ms));
      const until = async (what) => { for (let i = 0; i < 200 && !what(); i++) await wait(25); };
      const button = (name) => [...document.querySelectorAll('button')].find((b) => b.textContent === name && !b.hidden);
      await wait(800);
      let shown = '';
      let quiet = 0;
      await until(() => {
        const now = document.body.textContent;
        quiet = now === shown && !/Loading/i.test(now) ? quiet + 1 : 0;
        shown = now;
        return quiet > 8;
      });
      """;

  private final Map<String, String> answers = new HashMap<>();
  private final PageServer server;
  @TempDir private Path profile;

  StudyPagesTest() throws IOException {
    server = new PageServer(path -> answers.getOrDefault(path, SampleService.NOT_FOUND));
    answers.put("workers", "{\"workers\": []}");
    answers.put("studies", list(STUDY));
    answers.put("studies/s1", STUDY);
    answers.put("studies/s1/jobs", "{\"jobs\": [\"7\"]}");
    answers.put("studies/s1/comparison", SampleService.resource("comparison.json"));
    answers.put("studies/s1/ranks", SampleService.resource("ranks.json"));
    answers.put("studies/s1/aggregate", SampleService.resource("aggregate.json"));
    answers.put("studies/s1/curves", SampleService.resource("curves.json"));
    answers.putAll(SampleService.pictures());
    answers.put("jobs/7", SampleJobs.JOB);
    answers.put("jobs/7/means", SampleJobs.means(SampleJobs.JOB));
    answers.put("jobs/7/metrics", "{\"metrics\": [\"train.loss\", \"validation.accuracy\"]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String list(String... studies) {
    return "{\"studies\": [%s], \"nextCursor\": null}".formatted(String.join(",", studies));
  }

  private String drawn(String path) throws IOException, InterruptedException {
    return Browser.drawn(server.address(path), profile, 15);
  }

  /** The text of what is drawn, a bar between elements. */
  private static String text(String markup) {
    return markup.replaceAll("<[^>]*>", "|").replaceAll("\\|+", "|");
  }

  private static String part(String drawn, String from, String to) {
    return drawn.substring(drawn.indexOf(from), drawn.indexOf(to, drawn.indexOf(from)));
  }

  @Test
  void theListShowsHowFarEachStudyIs() throws Exception {
    answers.put("studies", list(Edited.with(RUNNING, "s1", "s2"), STUDY));

    String drawn = drawn("/#/studies");
    assertThat(drawn)
        .contains("aria-current=\"page\">Studies<", "href=\"#/studies/s2\"", "four &lt;b&gt;tables")
        .contains("data-state=\"RUNNING\"", "value=\"50\"", "9/20 jobs", "300/300 runs ended")
        .contains("25 diverged", "about 2 min 5 s left", "20/20 jobs", "data-state=\"COMPLETED\"")
        .contains("data-move=\"resume\" hidden=\"\"");
    assertThat(drawn.split("data-move=\"pause\" hidden=\"\"", -1)).hasSize(2);
  }

  /** The API refuses a longer page than 200. */
  @ParameterizedTest
  @CsvSource({"500, 200", "201, 200", "150, 150", "-5, 50", "x, 50", "60.5, 60"})
  void theListAsksForNoMoreThanThereCanBe(String asked, int limit) throws Exception {
    answers.put("studies", Edited.with(list(STUDY), "null}", "\"more\"}"));

    String drawn = drawn("/#/studies?limit=" + asked);
    assertThat(server.asked()).contains("studies?limit=" + limit);
    assertThat(drawn.contains("this page shows no more")).isEqualTo(limit == 200);
    assertThat(drawn.contains("hidden=\"\">Show more")).isEqualTo(limit == 200);
  }

  @Test
  void withoutStudiesThePageSaysHowToBegin() throws Exception {
    answers.put("studies", list());

    assertThat(drawn("/#/studies"))
        .contains(
            "No studies yet", "/api/v1/studies -H", "\"select\":{\"over\":[\"learningRate\"]}")
        .doesNotContain("Recipes");
  }

  @Test
  void recipesAreNamedWhereThereAreSome() throws Exception {
    answers.put("studies", list());
    answers.put(
        "recipes", "{\"recipes\": [{\"name\": \"snn-uci\", \"title\": \"SNNs on tables\"}]}");

    assertThat(drawn("/#/studies"))
        .contains("href=\"#/studies/new?recipe=snn-uci\"", "SNNs on tables");
  }

  @Test
  void aStudyComparesItsMethodsInEachBlock() throws Exception {
    String drawn = drawn("/#/studies/s1");

    String table = part(drawn, "<table class=\"comparison\"", "</table>");
    assertThat(text(part(table, ">none<".substring(1), "</tr>")))
        .contains(
            "|5|0.9800 ± 0.0370|baseline|",
            "|learningRate 0.1|of 3 tried on 24 validation rows|0|0|");
    assertThat(text(table))
        .contains("|▲ |better: |+0.0200|[+0.0110, +0.0290]|0.01|0.70|[0.30, 0.93]|20|15 more|")
        .contains("| warning: learningRate 0.1 is the largest tried: the best may lie beyond|")
        .contains(
            "|–|none: more than 10,000 pairs; with fewer than 7 no result could be significant|");
    assertThat(drawn)
        .contains(
            "class=\"missing\" title=\"more than 10,000 pairs; with fewer than 7 no result could be"
                + " significant\"")
        .contains("batch: learningRate 0.1 is the largest tried")
        .contains("href=\"api/v1/studies/s1/comparison?format=csv\"")
        .contains("href=\"api/v1/studies/s1/ranks?format=csv\"")
        .contains("href=\"api/v1/studies/s1/report\"", "It has 5 seeds: 0, 1, 2, 3, 4.");
  }

  /** The same that the report has, with a link for each run. */
  @Test
  void picturesAreThoseOfTheService() throws Exception {
    String drawn = drawn("/#/studies/s1?block=uci/seeds");

    for (String name : List.of("strip", "forest", "pareto", "sensitivity", "curves", "ranks")) {
      assertThat(drawn)
          .contains("aria-labelledby=\"picture-%s-title picture-%s-desc\"".formatted(name, name))
          .contains("<title id=\"picture-%s-title\">%s of a study".formatted(name, name));
    }
    assertThat(drawn)
        .contains("role=\"group\"", "batch &lt;b&gt;")
        .contains("<a href=\"#/jobs/7?run=1\" tabindex=\"-1\" aria-label=\"seed 1: diverged\">");
    assertThat(pictures("strip"))
        .isNotEmpty()
        .allMatch(asked -> asked.matches(".*[?&]block=1&width=\\d+0&style=none"));
    assertThat(pictures("sensitivity")).anyMatch(asked -> asked.contains("setting=learningRate&"));
  }

  private List<String> pictures(String name) {
    String path = "studies/s1/pictures/" + name + ".svg?";
    return server.asked().stream().filter(asked -> asked.startsWith(path)).toList();
  }

  @Test
  void aPictureThatCannotBeHadSaysSo() throws Exception {
    answers.put("studies/s1/pictures/strip.svg", "{\"status\": 503, \"detail\": \"too busy\"}");
    server.drive(
        USER
            + """
            const before = document.body.textContent.includes('Could not load the picture: too busy.');
            document.body.dataset.before = before;
            """);

    assertThat(drawn("/#/studies/s1")).contains("data-before=\"true\"", "forest of a study");
  }

  @Test
  void timeMemoryAndSamplesStandBesideTheMetric() throws Exception {
    String table = part(drawn("/#/studies/s1"), "<table class=\"comparison\"", "</table>");

    assertThat(text(table)).contains("|Seconds|Memory|Samples/s|", "|0.048 s|354 MiB|16.7 k|");
    assertThat(table).contains("<td class=\"number\">354 MiB</td><td class=\"number\">16.7 k</td>");
  }

  /** The page in frames as wide as a laptop's window and as a telephone. */
  @Test
  void theComparisonFitsALaptopAndScrollsWithinItselfOnATelephone() throws Exception {
    server.frames(
        """
        <!DOCTYPE html><body><script type="module">
        const wait = (ms) => new Promise((then) => setTimeout(then, ms));
        async function measured(width) {
          const frame = document.createElement('iframe');
          frame.style = `width: ${width}px; height: 900px; border: 0`;
          frame.src = '/#/studies/s1';
          document.body.append(frame);
          const table = () => frame.contentDocument?.querySelector('table.comparison');
          for (let i = 0; i < 100 && !table(); i++) await wait(100);
          await wait(500);
          const scroll = table().parentElement;
          const page = frame.contentDocument.documentElement;
          const scrolls = (element) => element.scrollWidth > element.clientWidth;
          return `${width}: table ${scrolls(scroll)}, page ${scrolls(page)}`;
        }
        document.body.dataset.scrolls = [await measured(1280), await measured(400)].join('; ');
        </script></body>
        """);

    assertThat(drawn("/frames.html"))
        .contains("data-scrolls=\"1280: table false, page false; 400: table true, page false\"");
  }

  @Test
  void severalBlocksAreRankedAndCurvesHaveBands() throws Exception {
    String drawn = drawn("/#/studies/s1");

    assertThat(text(part(drawn, "Ranks over blocks", "Curves")))
        .contains(
            "4 blocks ranked; 1 is best. Friedman p 0.10", "self-normalizing|1.63|[1.00, 2.63]|2|");
    assertThat(pictures("ranks")).isNotEmpty().allMatch(asked -> asked.contains("test=nemenyi&"));
    assertThat(pictures("curves"))
        .isNotEmpty()
        .allMatch(asked -> asked.contains("?metric=validation.accuracy&block=0&"));
  }

  @Test
  void runsOfAllBlocksAreAggregated() throws Exception {
    String drawn = drawn("/#/studies/s1?metric=test.loss&diverged=worst-ranked");

    assertThat(server.asked())
        .contains("studies/s1/aggregate?metric=test.loss&diverged=worst-ranked");
    String section = part(drawn, "<h2>Aggregate scores</h2>", "<h2>Curves");
    assertThat(text(section))
        .contains("All runs of each method over 2 blocks. Scores are test.accuracy as it is")
        .contains("1 run diverged and is left out of all figures, but counted.")
        .contains("|8|0|0|0.6500|[0.5500, 0.7500]|")
        .contains("|batch|none|0.65|[0.29, 0.94]|")
        .contains("|–|none: an interval needs 3 runs of each block, and batch has 2 in noise|");
    for (String name : List.of("aggregate", "improvement", "profile")) {
      assertThat(section).contains("<title id=\"picture-%s-title\">".formatted(name));
      assertThat(pictures(name))
          .isNotEmpty()
          .allMatch(asked -> asked.contains("?metric=test.loss&diverged=worst-ranked&width="));
    }
  }

  @Test
  void scoresAndResamplesAreChosenByTheAddress() throws Exception {
    drawn("/#/studies/s1?normalize=0.1:0.98,0.33:1&resamples=10000");

    String asked = "normalize=0.1%3A0.98%2C0.33%3A1&resamples=10000";
    assertThat(server.asked()).contains("studies/s1/aggregate?" + asked);
    assertThat(pictures("profile")).isNotEmpty().allMatch(path -> path.contains("?" + asked));
  }

  @Test
  void aStudyWithoutResultsHasNoAggregatesYet() throws Exception {
    answers.put("studies/s1/aggregate", SampleService.resource("aggregate-empty.json"));

    String section = part(drawn("/#/studies/s1"), "<h2>Aggregate scores</h2>", "<h2>Curves");
    assertThat(section)
        .contains("There is nothing to aggregate yet: no run of none in digits has a value.");
    assertThat(server.asked()).noneMatch(path -> path.contains("pictures/aggregate.svg"));
  }

  @Test
  void aggregatesThatCannotBeHadLeaveTheOtherSections() throws Exception {
    answers.put("studies/s1/aggregate", "{\"status\": 503, \"detail\": \"too busy\"}");

    assertThat(drawn("/#/studies/s1"))
        .contains("Could not load the aggregate scores: too busy.", "Ranks over blocks")
        .contains("<table class=\"comparison\"");
  }

  @Test
  void oneBlockIsNotRanked() throws Exception {
    String one = SampleService.resource("comparison.json");
    int second = one.indexOf(",{\"coordinates\":{\"data\":\"uci/seeds\"},\"methods\"");
    answers.put(
        "studies/s1/comparison",
        one.substring(0, second) + one.substring(one.indexOf("],\"sensitivity\"")));

    assertThat(drawn("/#/studies/s1")).contains("<section hidden=\"\"><h2>Ranks over blocks");
    assertThat(server.asked()).noneMatch(path -> path.contains("/ranks"));
  }

  @Test
  void theAddressHoldsWhatIsShown() throws Exception {
    String drawn =
        drawn(
            "/#/studies/s1?metric=test.loss&baseline=batch&diverged=worst-ranked&block=uci/seeds"
                + "&test=wilcoxon&curve=train.loss&from=100&to=200");

    assertThat(server.asked())
        .contains("studies/s1/comparison?metric=test.loss&baseline=batch&diverged=worst-ranked")
        .contains("studies/s1/ranks?metric=test.loss&diverged=worst-ranked")
        .contains("studies/s1/curves?metric=train.loss");
    assertThat(pictures("curves"))
        .isNotEmpty()
        .allMatch(path -> path.contains("&from=100&to=200&width="));
    assertThat(pictures("ranks"))
        .isNotEmpty()
        .allMatch(
            path -> path.contains("?metric=test.loss&diverged=worst-ranked&test=wilcoxon&width="));
    assertThat(pictures("forest"))
        .isNotEmpty()
        .allMatch(
            path ->
                path.contains(
                    "?metric=test.loss&baseline=batch&diverged=worst-ranked&block=1&width="));
    assertThat(drawn)
        .contains("data-block=\"uci/seeds\" aria-pressed=\"true\"", "<h3>uci/seeds</h3>")
        .contains("report?metric=test.loss&amp;baseline=batch&amp;diverged=worst-ranked\"")
        .contains(
            "comparison?metric=test.loss&amp;baseline=batch&amp;diverged=worst-ranked&amp;format=csv\"");
  }

  @Test
  void choicesGoIntoTheAddressAndAreAskedFor() throws Exception {
    server.drive(
        USER
            + """
            const list = document.querySelector('[name=baseline]');
            list.value = 'batch';
            list.dispatchEvent(new Event('change', { bubbles: true }));
            document.querySelector('[data-block="uci/seeds"]').click();
            await wait(500);
            document.title = location.hash;
            """);

    assertThat(drawn("/#/studies/s1"))
        .contains("<title>#/studies/s1?baseline=batch&amp;block=uci%2Fseeds</title>");
    assertThat(server.asked()).contains("studies/s1/comparison?baseline=batch");
  }

  @Test
  void aStudyIsAskedForAgainUntilItIsOver() throws Exception {
    drawn("/#/studies/s1");
    assertThat(server.asked()).containsOnlyOnce("studies/s1");

    answers.put("studies/s1", RUNNING);
    Browser.drawn(server.address("/#/studies/s1"), profile.resolve("running"));
    assertThat(server.asked().stream().filter("studies/s1"::equals).count()).isGreaterThan(2);
  }

  @Test
  void aStudyThatIsNoneSaysSo() throws Exception {
    assertThat(drawn("/#/studies/s9")).contains("No such study", "no such thing");
  }

  @Test
  void aMoveIsMadeAfterAQuestion() throws Exception {
    answers.put("studies/s1", RUNNING);
    answers.put("POST studies/s1/pause", RUNNING);
    server.drive(
        USER
            + """
            button('Cancel').click();
            button('Keep it').click();
            await until(() => !document.querySelector('dialog'));
            button('Pause').click();
            document.body.dataset.asked = document.querySelector('dialog h2').textContent;
            button('Pause study').click();
            """);

    assertThat(drawn("/#/studies/s1"))
        .contains("data-asked=\"Pause study “four &lt;b&gt;tables&lt;/b&gt;”?\"");
    assertThat(changes()).containsExactly("POST studies/s1/pause {}");
  }

  private List<String> changes() {
    return server.asked().stream().filter(path -> path.startsWith("POST")).toList();
  }

  @Test
  void seedsAreAddedAsNumbersAndRanges() throws Exception {
    answers.put("POST studies/s1/extend", STUDY.replaceFirst("\\{", "{\"addedRuns\": 60,"));
    server.drive(
        USER
            + """
            const box = document.querySelector('[aria-describedby=seeds-hint]');
            box.value = 'five';
            button('Add seeds').click();
            document.body.dataset.fault = document.querySelector('.faults').textContent;
            box.value = '5-7, 9';
            button('Add seeds').click();
            """);

    assertThat(drawn("/#/studies/s1")).contains("60 runs added.", "data-fault=\"seeds are whole");
    assertThat(changes()).containsExactly("POST studies/s1/extend {\"seeds\":[5,6,7,9]}");
  }

  @Test
  void aNewStudyIsCheckedBeforeItIsSubmitted() throws Exception {
    answers.put(
        "POST studies/validate",
        "{\"configurationCount\": 9, \"jobCount\": 3, \"runCount\": 45, \"axes\": []}");
    answers.put("POST studies", STUDY);
    server.drive(
        USER
            + """
            button('Validate').click();
            await wait(300);
            document.body.dataset.size = document.querySelector('.size').textContent;
            button('Submit study').click();
            """);

    assertThat(drawn("/#/studies/new"))
        .contains("data-size=\"✓ 9 configurations, 3 jobs, 45 runs. Nothing is stored yet.\"")
        .contains("four &lt;b&gt;tables", "Comparison");
    assertThat(changes()).hasSize(2).allMatch(sent -> sent.contains("\"name\": \"which method\""));
  }

  @Test
  void aFaultyStudyShowsAllFaultsWithTheirPlaces() throws Exception {
    answers.put(
        "POST studies/validate",
        """
        {"status": 422, "detail": "the study has 2 faults", "errors": [
          {"pointer": "/axes/batchSize/1", "detail": "is below 1"},
          {"pointer": "/base/epochs", "detail": "<i>unknown</i>"}]}
        """);
    server.drive(USER + "button('Validate').click();");

    assertThat(drawn("/#/studies/new"))
        .contains("the study has 2 faults", "<code>/axes/batchSize/1</code> is below 1")
        .contains("<code>/base/epochs</code> &lt;i&gt;unknown");
  }

  @Test
  void whatIsNoJsonIsNotSent() throws Exception {
    server.drive(
        USER + "document.querySelector('textarea').value = '{'; button('Validate').click();");

    assertThat(drawn("/#/studies/new")).contains("This is not readable JSON: ");
    assertThat(changes()).isEmpty();
  }

  @Test
  void aRecipeFillsTheForm() throws Exception {
    answers.put(
        "recipes", "{\"recipes\": [{\"name\": \"snn-uci\", \"title\": \"SNNs on tables\"}]}");
    answers.put("recipes/snn-uci", "{\"name\": \"snn-uci\", \"scales\": [{\"name\": \"small\"}]}");
    server.drive(USER + "document.body.dataset.text = document.querySelector('textarea').value;");

    assertThat(drawn("/#/studies/new?recipe=snn-uci").replaceAll("\\s+", " "))
        .contains(
            "data-text=\"{ &quot;recipe&quot;: &quot;snn-uci&quot;, &quot;scale&quot;:"
                + " &quot;small&quot; }\"");
  }
}
