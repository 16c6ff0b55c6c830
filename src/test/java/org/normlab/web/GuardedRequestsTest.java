package org.normlab.web;

/** The same requests of a service that needs tokens, most of them with one. */
class GuardedRequestsTest extends GeneratedRequestsTest {
  @Override
  protected boolean needsTokens() {
    return true;
  }
}
