package org.normlab.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.Started;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** At which addresses the service starts, and how it says that it does not. */
@Isolated
class AddressRuleTest {
  private static void look(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    new AddressRule().postProcessEnvironment(environment, new SpringApplication());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void aLoopbackAddressNeedsNothing(String address) {
    assertThatCode(() -> look(Map.of("server.address", address))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "", " "})
  void anyOtherIsRefused(String address) {
    assertThatThrownBy(() -> look(Map.of("server.address", address)))
        .isInstanceOf(UnguardedAddress.class);
  }

  @ParameterizedTest
  @CsvSource({
    "normlab.security.tokens, true",
    "normlab.security.tokens, yes",
    "normlab.security.none, on",
    "normlab.api.enabled, false"
  })
  void anyOtherIsServedWhereItIsSaidHow(String setting, String value) {
    assertThatCode(() -> look(Map.of("server.address", "0.0.0.0", setting, value)))
        .doesNotThrowAnyException();
  }

  @Test
  void tokensAndNoneExcludeEachOther() {
    Map<String, Object> both =
        Map.of("normlab.security.tokens", "true", "normlab.security.none", "true");
    assertThatThrownBy(() -> look(both))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("cannot both be true");
  }

  @Test
  void aNameThatNobodyKnowsIsNoAddress() {
    assertThatThrownBy(() -> look(Map.of("server.address", "no such host")))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class);
  }

  @Test
  void theServiceRefusesBeforeItTouchesItsDatabase(@TempDir Path folder) {
    Path home = folder.resolve("home");
    assertThatThrownBy(
            () ->
                Started.service(
                    "--server.port=0",
                    "--server.address=0.0.0.0",
                    "--normlab.worker.enabled=false",
                    "--normlab.home=" + home))
        .isInstanceOf(UnguardedAddress.class);
    assertThat(Files.exists(home)).isFalse();
  }

  @Test
  void theMessageSaysWhatToDo() {
    FailureAnalysis analysis =
        new UnguardedAddressFailure().analyze(new UnguardedAddress("0.0.0.0"));
    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).contains("0.0.0.0");
    assertThat(analysis.getAction())
        .contains("normlab.security.tokens=true", "normlab.security.none=true");
  }
}
