package org.normlab.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Refuses to serve the API at an address that others reach, unless it needs tokens or is said to
 * need none. It looks before anything else is opened, the database included.
 */
final class AddressRule implements EnvironmentPostProcessor, Ordered {
  private static final String ADDRESS = "server.address";

  /** Runs after the files with settings are read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!servesApi(environment)) {
      return;
    }
    AccessSettings settings = AccessSettings.of(environment);
    String address = environment.getProperty(ADDRESS, "").strip();
    if (!settings.tokens() && !settings.none() && !isLoopback(address)) {
      throw new UnguardedAddress(address.isEmpty() ? "all addresses" : address);
    }
  }

  /** Returns whether the API is served, by the rule of {@code WhereApiIsServed}. */
  private static boolean servesApi(Environment environment) {
    return !environment.getProperty("normlab.api.enabled", "true").equalsIgnoreCase("false");
  }

  /** An empty address stands for all of the machine's. */
  private static boolean isLoopback(String address) {
    try {
      return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new InvalidConfigurationPropertyValueException(
          ADDRESS, address, "It is no address of this machine and no name of one.");
    }
  }
}
