package org.normlab.search;

import org.normlab.job.Store;

/** Makes what searches and exports without a Spring context. */
final class SearchOf {
  private SearchOf() {}

  static RunSearch runs(Store store) {
    return new RunSearch(store.sql);
  }

  static Tables tables(Store store) {
    return new Tables(runs(store), new Extras(store.sql), store.points);
  }
}
