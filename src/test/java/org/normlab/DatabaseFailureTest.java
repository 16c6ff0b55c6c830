package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class DatabaseFailureTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:file:./home/normlab;WRITE_DELAY=0,90020,is in use by another process,normlab.home",
    "jdbc:h2:file:./home/normlab;WRITE_DELAY=0,90062,cannot be opened: why,may write to",
    "jdbc:h2:file:./home/normlab;WRITE_DELAY=0,90030,is damaged: why,from a backup",
    "jdbc:postgresql://db/normlab?password=secret,0,cannot be reached: why,spring.datasource.url",
  })
  void saysWhatIsWrongAndWhatToDo(String url, int code, String wrong, String remedy) {
    MockEnvironment settings = new MockEnvironment().withProperty("spring.datasource.url", url);
    SQLException cause = new SQLException("why", "08001", code);
    Exception failure = new IllegalStateException(new SQLException("pool is empty", cause));

    FailureAnalysis analysis = new DatabaseFailure(settings).analyze(failure);

    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription())
        .contains(url.split("[?;]", 2)[0], wrong)
        .doesNotContain("secret", "WRITE_DELAY");
    assertThat(analysis.getAction()).contains(remedy);
  }
}
