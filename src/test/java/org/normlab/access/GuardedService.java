package org.normlab.access;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.normlab.Started;
import org.normlab.web.Service;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** A service on H2 without a worker, by default one that needs tokens. */
final class GuardedService implements AutoCloseable {
  final ConfigurableApplicationContext application;
  final Service http;
  final Tokens tokens;
  final JdbcClient sql;

  GuardedService(Path home, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--normlab.worker.enabled=false",
                "--normlab.home=" + home,
                "--normlab.data.dir=" + home.resolve("data"),
                "--spring.datasource.url=" + url(home)));
    all.addAll(
        settings.length == 0 ? List.of("--normlab.security.tokens=true") : List.of(settings));
    application = Started.service(all.toArray(String[]::new));
    http = new Service(Started.port(application), HttpClient.newHttpClient());
    tokens = application.getBean(Tokens.class);
    sql = application.getBean(JdbcClient.class);
  }

  /** A database in memory for each home. */
  static String url(Path home) {
    return "jdbc:h2:mem:access-%x;DB_CLOSE_DELAY=-1".formatted(home.toString().hashCode());
  }

  IssuedToken token(String name, Scope scope) {
    return tokens.create(new NewToken(name, scope, null));
  }

  /** A token that expired an hour ago. */
  IssuedToken expired() {
    IssuedToken token = token("old", Scope.ADMIN);
    sql.sql("update api_token set expires = created - interval '1' hour where id = ?")
        .param(token.token().id())
        .update();
    return token;
  }

  IssuedToken revoked() {
    IssuedToken token = token("gone", Scope.ADMIN);
    tokens.revoke(token.token().id());
    return token;
  }

  static String[] sent(String secret) {
    return new String[] {"Authorization", "Bearer " + secret};
  }

  static String body(String name, String scope) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("scope", scope).toString();
  }

  @Override
  public void close() {
    application.close();
  }
}
