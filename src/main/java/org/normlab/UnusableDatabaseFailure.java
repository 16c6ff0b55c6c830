package org.normlab;

import org.normlab.storage.DatabaseUnusable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Tells what can be done about a database that cannot be used. */
final class UnusableDatabaseFailure extends AbstractFailureAnalyzer<DatabaseUnusable>
    implements Ordered {
  @Override
  protected FailureAnalysis analyze(Throwable failure, DatabaseUnusable cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), failure);
  }

  /** Runs before the analyzer that looks at the SQL alone. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
