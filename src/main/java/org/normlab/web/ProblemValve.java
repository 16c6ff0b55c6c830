package org.normlab.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Says as problem+json what the server refuses before any controller hears of it: requests that are
 * no HTTP, addresses that cannot be read.
 */
public final class ProblemValve extends ErrorReportValve {
  private static final int FIRST_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  @Override
  protected void report(Request request, Response response, @Nullable Throwable cause) {
    int status = response.getStatus();
    if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    HttpStatus shown = known == null ? HttpStatus.BAD_REQUEST : known;
    String problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", shown.getReasonPhrase())
            .put("status", shown.value())
            .put("detail", detail(status))
            .toString();
    try {
      response.setContentType("application/problem+json");
      SecurityHeaders.set(response, SecurityHeaders.API);
      response.getReporter().write(problem);
      response.finishResponse();
    } catch (IOException e) {
      // Whoever asked is gone.
    }
  }

  /** Returns what is said of a status that no handler has explained. */
  static String detail(int status) {
    return status >= SERVER_ERROR
        ? "an unexpected fault; the service's log has it"
        : "the request cannot be read: its line, a header, its address or its body is malformed,"
            + " too long or not supported";
  }

  @Configuration(proxyBeanMethods = false)
  @WhereApiIsServed
  static class Installation {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
      return factory ->
          factory.addContextCustomizers(
              context -> {
                if (context.getParent() instanceof StandardHost host) {
                  host.setErrorReportValveClass(ProblemValve.class.getName());
                }
              });
    }
  }
}
