package org.normlab.run.table;

import org.normlab.job.life.Store;
import org.normlab.run.search.RunSearch;

/** Makes what searches and exports without a Spring context. */
public final class SearchOf {
  private SearchOf() {}

  public static RunSearch runs(Store store) {
    return new RunSearch(store.sql);
  }

  static Tables tables(Store store) {
    return new Tables(runs(store), new DynamicColumns(store.sql), store.points);
  }
}
