package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader does while answers change: nothing that was chosen, focused or typed is lost. */
class LivePageTest {
  private static final String AWAY = "{\"status\": 503, \"detail\": \"the database is away\"}";
  private static final String UNREACHABLE = "{\"status\": 502}";
  private static final String RUNNING =
      Edited.with(
          SampleJobs.JOB,
          "\"state\": \"SUCCEEDED\"",
          "\"state\": \"RUNNING\"",
          "\"outcome\": \"COMPLETED\"",
          "\"outcome\": null");

  /** Finds what a user would see, and waits as one would. */
  private static final String USER =
      """
      const wait = (ms) => new Promise((then) => setTimeout(then, ms));
      const until = async (what) => { for (let i = 0; i < 400 && !what(); i++) await wait(25); };
      const find = (selector) => document.querySelector(selector);
      const button = (name) => [...document.querySelectorAll('button')].find((b) => b.textContent === name && !b.closest('[hidden]'));
      const told = {};
      const tell = (name, value) => { told[name] = value; document.body.dataset.told = JSON.stringify(told); };
      """;

  private final Map<String, String> answers = new ConcurrentHashMap<>(SampleService.answers());
  private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
  private final Map<String, UnaryOperator<String>> changing = new ConcurrentHashMap<>();
  private final PageServer server;
  @TempDir private Path profile;

  LivePageTest() throws IOException {
    server = new PageServer(this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String answer(String path) {
    int turn = turns.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
    String answer = answers.getOrDefault(path, SampleService.NOT_FOUND);
    return changing.getOrDefault(path, a -> a).apply(answer.replace("TURN", "" + turn));
  }

  /** The first answers of a path are others. */
  private void begins(String path, String... first) {
    changing.put(
        path,
        answer -> {
          int turn = turns.getOrDefault(path, new AtomicInteger()).get();
          return turn <= first.length ? first[turn - 1] : answer;
        });
  }

  /** What the user's script told, as JSON. */
  private String told(String path, String script) throws Exception {
    server.drive(USER + script);
    String drawn = Browser.drawn(server.address(path), profile, 20);
    return drawn.replaceFirst("(?s).*?data-told=\"([^\"]*)\".*", "$1").replace("&quot;", "\"");
  }

  @Test
  void aRunningJobKeepsZoomCursorAndFocus() throws Exception {
    answers.put("jobs/7", Edited.with(RUNNING, "\"version\": 3", "\"version\": TURN"));
    answers.put(
        "jobs/7/series",
        "{\"runs\": [{\"run\": 0, \"points\": [[1, 9], [2, 8], [3, 7], [4, 6], [5, 5], [6,"
            + " TURN]]}]}");

    String told =
        told(
            "/#/jobs/7?metric=train.loss",
            """
            await until(() => find('.u-over'));
            let before = 0;
            await until(() => {
              const { width } = find('.u-over').getBoundingClientRect();
              const isSized = width > 100 && width === before;
              before = width;
              return isSized;
            });
            await wait(200);
            const mouse = (type, share, target = find('.u-over')) => {
              const { left, top, width } = find('.u-over').getBoundingClientRect();
              target.dispatchEvent(new MouseEvent(type, { bubbles: true, button: 0, movementX: 5, clientX: left + share * width, clientY: top + 30 }));
            };
            const readAt = async (share) => {
              mouse('mousemove', share);
              await wait(100);
              return find('.readout').textContent;
            };
            const edges = async () => [await readAt(0.01), await readAt(0.99)];
            tell('before', await edges());
            await readAt(0.38);
            mouse('mousedown', 0.38);
            await readAt(0.82);
            mouse('mouseup', 0.82, document);
            await wait(100);
            tell('zoomed', await edges());
            find('[data-run="1"]').focus();
            mouse('mousemove', 0.5);
            await wait(100);
            const held = find('.readout').textContent;
            const spoken = find('.legend').textContent;
            await wait(3500);
            tell('cursor', find('.readout').textContent === held && find('.readout').textContent !== 'step 6');
            tell('focus', document.activeElement.dataset.run);
            tell('later', await edges());
            """);
    assertThat(told)
        .contains("\"before\":[\"step 1\",\"step 6\"]")
        .contains("\"zoomed\":[\"step 3\",\"step 5\"]", "\"later\":[\"step 3\",\"step 5\"]")
        .contains("\"cursor\":true", "\"focus\":\"1\"");
    assertThat(turns.get("jobs/7").get()).isGreaterThan(3);
  }

  @Test
  void listsKeepFocusAndSelectionWhereverTheirRowsGo() throws Exception {
    String running = Edited.with(RUNNING, "\"version\": 3", "\"version\": TURN");
    changing.put(
        "jobs",
        a ->
            turns.get("jobs").get() < 3
                ? "{\"jobs\": [%s]}".formatted(Edited.with(running, "TURN", "1"))
                : "{\"jobs\": [%s, %s]}"
                    .formatted(
                        Edited.with(running, "\"7\"", "\"9\""), Edited.with(running, "TURN", "8")));
    changing.put(
        "runs",
        a ->
            turns.get("runs").get() < 2
                ? a
                : Edited.with(
                    a,
                    "{\"runs\": [",
                    "{\"runs\": [{\"job\": \"9\", \"run\": 0, \"name\": \"new\", \"seed\": 1,"
                        + " \"state\": \"RUNNING\", \"learningRate\": 0.1, \"normalization\":"
                        + " \"rms\", \"createdAt\": \"2026-01-01T00:00:00Z\"}, "));

    String told =
        told(
            "/#/jobs",
            """
            await until(() => find('tbody a'));
            find('tbody a').focus();
            getSelection().selectAllChildren(find('td[data-column=Network]'));
            await until(() => document.querySelectorAll('tbody tr').length === 2);
            tell('jobs', [document.activeElement.hash, String(getSelection()).trim()]);
            location.hash = '#/runs';
            await until(() => find('.search tbody a'));
            find('.search tbody a').focus();
            await until(() => document.querySelectorAll('tbody tr').length === 4);
            tell('runs', [document.activeElement.hash, document.querySelectorAll('tbody tr')[0].textContent.slice(0, 3)]);
            """);
    assertThat(told)
        .contains("\"jobs\":[\"#/jobs/7\",\"mlp\"]", "\"runs\":[\"#/jobs/7?run=2\",\"new\"]");
  }

  @Test
  void aPageWaitsThenSaysWhyAndHowToGoOn() throws Exception {
    answers.put("jobs", SampleService.NO_JOBS);
    begins("jobs", UNREACHABLE);
    // The page drops an answer to a question that has changed while it was away.
    begins("runs", AWAY, AWAY);
    begins("studies", AWAY);
    begins("jobs/7", UNREACHABLE);
    begins("studies/s1", AWAY);
    begins("studies/s1/comparison", AWAY);

    String told =
        told(
            "/#/jobs",
            """
            async function visit(name) {
              const states = [];
              const seen = () => {
                const text = find('main').innerText;
                const state = text.match(/Loading [a-z ]+ …|Could not load [^:]+: [^.\\n]+/)?.[0] ?? 'content';
                // The content of the page before stands until the next one is asked for.
                if (state !== 'content' && !states.includes(state)) states.push(state);
                return state;
              };
              location.hash = name;
              for (let i = 0; i < 500 && !button('Try again'); i++) { seen(); await wait(10); }
              for (let i = 0; i < 3 && button('Try again'); i++) {
                seen();
                button('Try again').click();
                for (let j = 0; j < 20; j++) { await wait(10); seen(); }
              }
              for (let i = 0; i < 500 && seen() !== 'content'; i++) await wait(10);
              states.push(seen());
              tell(name, [...states, find('#connection').hidden]);
            }
            await visit('#/runs');
            await visit('#/studies');
            await visit('#/jobs/7');
            await visit('#/studies/s1');
            """);
    assertThat(told)
        .contains(
            "\"Loading the runs …\",\"Could not load the runs: the database is"
                + " away\",\"content\",true]")
        .contains(
            "\"Loading the job …\",\"Could not load the job: the service does not"
                + " answer\",\"content\",true]")
        .contains("\"Loading the studies …\",\"Could not load the studies: the database is away\"")
        .contains("\"Could not load the comparison: the database is away\"")
        .doesNotContain("false]");
  }

  @Test
  void theBannerGoesAsSoonAsTheServiceAnswersSomebody() throws Exception {
    begins("workers", UNREACHABLE, UNREACHABLE, UNREACHABLE, UNREACHABLE);
    begins("jobs", UNREACHABLE);

    String told =
        told(
            "/#/jobs",
            """
            await until(() => !find('#connection').hidden);
            const lost = performance.now();
            await wait(50);
            tell('away', find('#connection').textContent);
            await until(() => find('tbody a'));
            button('Retry now').focus();
            await until(() => find('#connection').hidden);
            tell('back', find('#connection').hidden && performance.now() - lost < 10500);
            tell('focus', document.activeElement.tagName);
            """);
    assertThat(told)
        .containsPattern(
            "\"away\":\"The service does not answer. What you see may be out of date.Next try in"
                + " \\d s.Retry now\"")
        .contains("\"back\":true", "\"focus\":\"H1\"");
  }

  @Test
  void focusGoesToTheHeadingOfTheNextPageAndBackToWhatOpenedADialog() throws Exception {
    answers.put("studies/s1", Edited.with(SampleService.STUDY, "\"COMPLETED\"", "\"RUNNING\""));
    answers.put("POST studies/s1/pause", answers.get("studies/s1"));
    changing.put(
        "studies/s1",
        a ->
            turns.containsKey("POST studies/s1/pause")
                ? Edited.with(a, "RUNNING", "CANCELLED")
                : a);

    String told =
        told(
            "/#/jobs",
            """
            await until(() => find('tbody a'));
            const where = () => `${document.activeElement.tagName} ${document.activeElement.textContent}`;
            const goes = async (hash) => { location.hash = hash; await wait(300); return where(); };
            tell('routes', [await goes('#/runs'), await goes('#/nothing/at/all'), await goes('#/studies/s1')]);
            button('Pause').focus();
            button('Pause').click();
            button('Go on').click();
            await until(() => !find('dialog'));
            tell('refused', where());
            button('Pause').click();
            button('Pause study').click();
            await until(() => !button('Pause'));
            tell('done', where());
            """);
    assertThat(told)
        .contains(
            "\"routes\":[\"H1 Runs\",\"H1 No such page\",\"H1 four &lt;b&gt;tables&lt;/b&gt;\"]")
        .contains("\"refused\":\"BUTTON Pause\"", "\"done\":\"H1 four");
  }

  @Test
  void whatWasSaidOfATextGoesWithTheText() throws Exception {
    answers.put(
        "POST studies/validate",
        "{\"configurationCount\": 9, \"jobCount\": 3, \"runCount\": 45, \"axes\": []}");
    changing.put(
        "POST studies/validate",
        a ->
            turns.get("POST studies/validate").get() == 1
                ? a
                : "{\"status\": 422, \"detail\": \"it has a fault\", \"errors\": []}");

    String told =
        told(
            "/#/studies/new",
            """
            await until(() => button('Validate'));
            await wait(300);
            const box = find('textarea');
            const type = (text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); };
            button('Validate').focus();
            button('Validate').click();
            await until(() => find('.size').textContent);
            tell('focus', document.activeElement.textContent);
            type('{"seeds": [6687881544318117707]}');
            tell('valid', find('.size').textContent);
            button('Validate').click();
            await until(() => find('.faults').textContent);
            tell('fault', find('.faults').textContent);
            type('{"seeds": [1]}');
            tell('aged', find('.faults').textContent);
            """);
    assertThat(told)
        .contains("\"focus\":\"Validate\"", "\"valid\":\"\"", "\"fault\":\"it has a fault\"")
        .contains("\"aged\":\"it has a faultThe text has changed since");
    assertThat(server.asked()).contains("POST studies/validate {\"seeds\": [6687881544318117707]}");
  }

  @Test
  void aSubmissionWithoutAnAnswerIsNotSaidToBeLost() throws Exception {
    answers.put("POST studies", SampleService.STUDY);
    begins("POST studies", UNREACHABLE);

    String told =
        told(
            "/#/studies/new",
            """
            await until(() => button('Submit study'));
            await wait(300);
            button('Submit study').click();
            await until(() => find('.faults').textContent);
            tell('unknown', find('.faults').textContent);
            button('Submit study').click();
            await until(() => location.hash === '#/studies/s1');
            tell('stored', location.hash);
            """);
    assertThat(told)
        .contains("it is not known whether the study was stored", "\"stored\":\"#/studies/s1\"");
    assertThat(server.keys()).hasSize(2);
    assertThat(Set.copyOf(server.keys())).hasSize(1);
  }
}
