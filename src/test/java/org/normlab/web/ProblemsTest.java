package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normlab.storage.StorageLayout;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {
  /** Under load, or with the database away, every request would add a stack trace to the log. */
  @Test
  void aDatabaseThatDoesNotAnswerIsOneLineOfTheLog(CapturedOutput log) {
    DataAccessException failure =
        new CannotGetJdbcConnectionException(
            "no connection", new SQLTransientConnectionException("the pool\nis empty"));
    assertThat(
            problems()
                .away(failure, new ServletWebRequest(new MockHttpServletRequest("POST", "/")))
                .getStatusCode())
        .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(log.toString().lines().filter(line -> !line.isBlank()))
        .singleElement()
        .asString()
        .contains("the database does not answer", "the pool is empty");
  }

  private static Problems problems() {
    Endpoints none =
        new Endpoints(
            new StaticListableBeanFactory().getBeanProvider(RequestMappingHandlerMapping.class));
    return new Problems(
        none, new StorageLayout(Path.of("home"), null, new StorageLayout.Data(null, false)));
  }
}
