package org.normlab.access;

import org.normlab.web.WhereApiIsServed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Makes the first token of a service that needs tokens, and warns where none is needed. The secret
 * goes to the standard output alone, once: a log file would keep it.
 */
@Component
@WhereApiIsServed
@EnableConfigurationProperties(AccessSettings.class)
class AccessAtStart implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(AccessAtStart.class);

  private final AccessSettings settings;
  private final Tokens tokens;

  AccessAtStart(AccessSettings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (settings.none()) {
      LOG.warn(
          "normlab.security.none is true: whoever reaches this service reads and changes"
              + " everything, without a token");
    }
    if (settings.tokens()) {
      tokens.createFirst().ifPresent(AccessAtStart::show);
    }
  }

  private static void show(IssuedToken first) {
    System.out.printf(
        """

        The first token of this service, with scope admin; it is shown this once:

            %s

        Keep it: it is needed to use the page and the API, and to make further tokens.

        """,
        first.secret());
  }
}
