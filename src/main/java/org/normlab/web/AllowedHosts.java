package org.normlab.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lists the names under which the API is served. A page of another site can give its own name the
 * address of this machine (DNS rebinding) and would then count as the same origin; but it cannot
 * choose what the Host header says.
 *
 * @param allowedHosts {@code normlab.api.allowed-hosts}: names besides those of this machine;
 *     {@code *.example.org} for all below a name, {@code *} for any
 */
@ConfigurationProperties("normlab.api")
record AllowedHosts(@DefaultValue List<String> allowedHosts) {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+\\]");
  private static final String ANY = "*";

  AllowedHosts {
    allowedHosts =
        allowedHosts.stream()
            .map(String::strip)
            .map(host -> host.toLowerCase(Locale.ROOT))
            .toList();
  }

  /**
   * Returns whether a request for this host is answered. An address is no name that another site
   * could give; where only this machine is served it must be its loopback address all the same.
   *
   * @param host without its port
   * @param onLoopback whether the request came in on a loopback address
   */
  boolean serves(String host, boolean onLoopback) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean isAddress = IPV4.matcher(name).matches() || IPV6.matcher(name).matches();
    return isLoopback(name)
        || (isAddress && !onLoopback)
        || allowedHosts.contains(ANY)
        || names(name);
  }

  /** Returns whether a host is among those that were configured by name. */
  boolean names(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return allowedHosts.stream()
        .anyMatch(one -> one.startsWith("*.") ? name.endsWith(one.substring(1)) : one.equals(name));
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || IPV4_LOOPBACK.matcher(name).matches();
  }
}
