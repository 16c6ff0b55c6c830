package org.normlab.run.table;

import org.normlab.run.Points;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.RunSearch;
import org.springframework.stereotype.Component;

/**
 * Runs and their points as tables. They are read in pages, each a statement of its own: a slow
 * reader holds no transaction.
 */
@Component
public class Tables {
  private final RunSearch search;
  private final DynamicColumns extras;
  private final Points points;

  Tables(RunSearch search, DynamicColumns extras, Points points) {
    this.search = search;
    this.extras = extras;
    this.points = points;
  }

  public Table runs(RunQuery query) {
    return new RunTable(search, extras, query);
  }

  public Table points(RunQuery query) {
    return new PointTable(search, points, query);
  }
}
