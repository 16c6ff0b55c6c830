package org.normlab.statistics;

/** Bootstrap intervals. */
final class Bootstrap {
  private Bootstrap() {}
}
