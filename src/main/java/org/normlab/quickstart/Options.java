package org.normlab.quickstart;

import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what the user asked for.
 *
 * @param url the service to use; null looks at the usual address and else starts one
 * @param keep whether a service that was started here goes on serving after the table
 */
record Options(@Nullable URI url, boolean keep) {
  static final URI USUAL = URI.create("http://127.0.0.1:8080");

  static final String USAGE =
      """
      usage: quickstart [--url URL] [--keep]

        --url URL  use the service at URL; without it the one at %s, and where
                   none answers there, one is started for the comparison
        --keep     go on serving afterwards, until Ctrl-C

      A service that needs a token is sent that of the environment variable NORMLAB_TOKEN.

      exit code: 0 done, 1 a job failed, 2 usage, 3 no service, 4 no worker, 130 interrupted
      """
          .formatted(USUAL);

  static Options read(List<String> arguments) throws Stop {
    URI url = null;
    boolean keep = false;
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--keep" -> keep = true;
        case "--url" -> url = address(words.hasNext() ? words.next() : "");
        default -> throw new Stop(Stop.USAGE, "unknown option " + word + "\n" + USAGE);
      }
    }
    return new Options(url, keep);
  }

  private static URI address(String text) throws Stop {
    try {
      URI url = URI.create(text.replaceAll("/+$", ""));
      if (Arrays.asList("http", "https").contains(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other address that is none.
    }
    throw new Stop(
        Stop.USAGE, "--url wants an address like " + USUAL + "; received \"" + text + "\"");
  }
}
