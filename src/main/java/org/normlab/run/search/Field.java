package org.normlab.run.search;

/** Describes what a clause compares, or what runs are ordered by. */
sealed interface Field permits Field.Metric, Field.Param, Field.Tag, RunColumn {
  /** A figure of the run's summary. */
  record Metric(String name) implements Field {}

  /** A setting of the run's job, by dotted path. */
  record Param(String name) implements Field {}

  /** A tag of the run's job. */
  record Tag(String name) implements Field {}
}
