package org.normlab.job.life;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Closes the stores that a test has opened at its end, and those that its class has opened for all
 * its tests at the end of the class. JUnit finds this class as a service.
 */
public final class StoresClose implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final ThreadLocal<Integer> OF_CLASS = ThreadLocal.withInitial(() -> 0);

  @Override
  public void beforeEach(ExtensionContext context) {
    OF_CLASS.set(Store.open());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Store.closeAllBut(OF_CLASS.get());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Store.closeAllBut(0);
    OF_CLASS.remove();
  }
}
