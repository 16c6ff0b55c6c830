package org.normlab;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** A service that starts without its database says why in one message, not by a stack trace. */
final class DatabaseFailure extends AbstractFailureAnalyzer<SQLException> {
  /** H2's DATABASE_ALREADY_OPEN_1. */
  private static final int IN_USE = 90020;

  /** H2's FILE_CORRUPTED_1. */
  private static final int DAMAGED = 90030;

  private final Environment settings;

  DatabaseFailure(Environment settings) {
    this.settings = settings;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException first) {
    SQLException cause = deepest(first);
    String url = settings.getProperty("spring.datasource.url", "").split("[?;]", 2)[0];
    if (cause.getErrorCode() == IN_USE) {
      return new FailureAnalysis(
          "The database " + url + " is in use by another process; in a file it serves one only.",
          "Stop the other service, give this one a normlab.home of its own, or point"
              + " spring.datasource.url of both at PostgreSQL.",
          failure);
    }
    if (url.startsWith("jdbc:h2:file:") && cause.getErrorCode() == DAMAGED) {
      return new FailureAnalysis(
          "The database " + url + " is damaged: " + cause.getMessage(),
          "Restore normlab.home from a backup.",
          failure);
    }
    if (url.startsWith("jdbc:h2:file:") && isAboutTables(cause)) {
      return new FailureAnalysis(
          "The database " + url + " has not the tables that it should have: " + cause.getMessage(),
          "An earlier version may have been ended within a migration. Restore normlab.home from the"
              + " backup made before that upgrade.",
          failure);
    }
    if (url.startsWith("jdbc:h2:file:")) {
      return new FailureAnalysis(
          "The database " + url + " cannot be opened: " + cause.getMessage(),
          "Give normlab.home a folder that this user may write to.",
          failure);
    }
    return new FailureAnalysis(
        "The database " + url + " cannot be reached: " + cause.getMessage(),
        "Start it, or correct spring.datasource.url, .username and .password.",
        failure);
  }

  /** SQLSTATE 42: a table or column that is there already, or is not. */
  private static boolean isAboutTables(SQLException cause) {
    return cause.getSQLState() != null && cause.getSQLState().startsWith("42");
  }

  private static SQLException deepest(SQLException first) {
    SQLException found = first;
    for (Throwable t = first; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }
}
