package org.normlab.job.life;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Closes what a test has opened, after every test; found by JUnit as a service. */
public final class StoresClose implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    Store.closeAll();
  }
}
