package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a service that needs tokens, and of one that anyone may use. */
class TokenPageTest {
  private static final String TOKENS =
      """
      {"rule": "TOKENS", "token": {"name": "mine", "scope": "submit"}}
      """;
  private static final String USER =
      """
      const wait = (ms) => new Promise((then) => setTimeout(then, ms));
      const until = async (what) => { for (let i = 0; i < 400 && !what(); i++) await wait(25); };
      const find = (selector) => document.querySelector(selector);
      const button = (name) => [...document.querySelectorAll('button')].find((b) => b.textContent === name);
      const told = {};
      const tell = (name, value) => { told[name] = value; document.body.dataset.told = JSON.stringify(told); };
      const give = async (token) => {
        await until(() => find('dialog input'));
        find('dialog input').value = token;
        button('Use it').click();
        await until(() => !find('dialog'));
      };
      """;

  private final Map<String, String> answers = SampleService.answers();
  private final PageServer server;
  @TempDir private Path profile;

  TokenPageTest() throws IOException {
    server = new PageServer(path -> answers.getOrDefault(path, SampleService.NOT_FOUND));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String drawn(String path, String script) throws Exception {
    server.drive(USER + script);
    return Browser.drawn(server.address(path), profile, 20).replace("&quot;", "\"");
  }

  @Test
  void asksOnceForATokenAndSendsItWithEverything() throws Exception {
    server.guard(TOKENS, "nlab_good");
    answers.put("POST jobs/7/retry", SampleJobs.JOB);

    String drawn =
        drawn(
            "/#/studies/s1",
            """
            await until(() => find('dialog'));
            tell('dialogs', document.querySelectorAll('dialog').length);
            tell('why', find('#token-reason').textContent);
            tell('focus', document.activeElement.type);
            tell('label', find('dialog input').labels[0].textContent);
            await give('nlab_bad');
            await until(() => find('dialog'));
            tell('again', find('#token-reason').textContent);
            await give(' nlab_good ');
            await until(() => find('.picture svg'));
            tell('picture', Boolean(find('.picture svg')));
            await until(() => button('Forget token'));
            tell('title', button('Forget token').title);
            tell('kept', [sessionStorage.length, localStorage.length, document.cookie]);
            """);
    assertThat(drawn)
        .contains("\"dialogs\":1", "\"why\":\"a token is needed; none was sent\"")
        .contains("\"focus\":\"password\"", "\"label\":\"Token\"")
        .contains("\"again\":\"a token is needed; the token that was sent is unknown\"")
        .contains("\"picture\":true", "\"title\":\"mine, scope submit\"")
        .contains("\"kept\":[1,0,\"\"]")
        .doesNotContain("nlab_good", "nlab_bad");
    assertThat(server.asked()).contains("workers", "studies/s1");
  }

  @Test
  void whoGivesNoneIsAskedAgainByAButtonAlone() throws Exception {
    server.guard(TOKENS, "nlab_good");

    String drawn =
        drawn(
            "/#/jobs",
            """
            import '/axe.min.js';
            await until(() => find('dialog'));
            button('Not now').click();
            await until(() => button('Give a token'));
            await wait(3000);
            tell('dialogs', document.querySelectorAll('dialog').length);
            tell('said', find('#connection').textContent);
            button('Give a token').click();
            await until(() => find('dialog'));
            tell('asked', document.querySelectorAll('dialog').length);
            await wait(300);
            const { violations, passes } = await axe.run(document);
            tell('violations', violations.map(({ id }) => id));
            tell('isChecked', passes.length > 5);
            """);
    assertThat(drawn)
        .contains("\"dialogs\":0", "\"said\":\"The service answered: a token is needed")
        .contains("\"asked\":1", "\"violations\":[]", "\"isChecked\":true");
  }

  @Test
  void linksAreSavedWithTheTokenAndItIsForgotten() throws Exception {
    server.guard(TOKENS, "nlab_good");
    answers.put("jobs/7/export.json", "{\"exported\": 7}");

    String drawn =
        drawn(
            "/#/jobs/7",
            """
            if (!sessionStorage.getItem('visited')) {
              sessionStorage.setItem('visited', 'yes');
              await give('nlab_good');
              await until(() => find('a[href$="export.json"]') && button('Forget token'));
              const saved = new Promise((then) => {
                const create = URL.createObjectURL;
                URL.createObjectURL = (blob) => { blob.text().then(then); return create.call(URL, blob); };
              });
              find('a[href$="export.json"]').click();
              sessionStorage.setItem('saved', await saved);
              button('Forget token').click();
            } else {
              await until(() => find('dialog'));
              tell('saved', sessionStorage.getItem('saved'));
              tell('asksAgain', Boolean(find('dialog')));
            }
            """);
    assertThat(drawn).contains("exported", "\"asksAgain\":true");
    assertThat(server.asked()).contains("jobs/7/export.json");
  }

  @Test
  void commandsForATerminalHaveAPlaceForTheToken() throws Exception {
    server.guard(TOKENS, "nlab_good");
    answers.put("jobs", SampleService.NO_JOBS);

    String drawn =
        drawn(
            "/#/jobs",
            """
            await give('nlab_good');
            await until(() => find('pre'));
            tell('command', find('pre').textContent);
            """);
    assertThat(drawn)
        .contains("/api/v1/jobs -H \\\"Authorization: Bearer $NORMLAB_TOKEN\\\" -H 'Content-Type")
        .doesNotContain("nlab_good");
  }

  @Test
  void anOpenServiceIsSaidToBeOpen() throws Exception {
    assertThat(drawn("/#/jobs", "")).contains("id=\"exposed\" aria-label=\"Access\" hidden=");
    server.guard("{\"rule\": \"NONE\", \"token\": null}", "");
    assertThat(drawn("/#/runs", "tell('shown', !find('#exposed').hidden);"))
        .contains(">Anyone who reaches this address can read and change everything")
        .doesNotContain("Forget token", "Give a token");
  }
}
