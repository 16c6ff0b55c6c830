package org.normlab.run.search;

import java.util.List;

/** Describes which runs, and in which order. */
public final class RunQuery {
  /** All runs, newest first. */
  public static final RunQuery ALL = new RunQuery(List.of(), List.of(), "");

  private final List<Clause> filter;
  private final List<Order> order;
  private final String orderBy;

  private RunQuery(List<Clause> filter, List<Order> order, String orderBy) {
    this.filter = filter;
    this.order = order;
    this.orderBy = orderBy;
  }

  /**
   * Reads what a user asks for.
   *
   * @param filter {@code metrics."test.accuracy" > 0.9 AND params.architecture.depth = 20}; empty
   *     for all
   * @param orderBy {@code metrics."test.accuracy" DESC, seed}; empty for newest first
   * @throws BadFilter with the place of the first fault
   */
  public static RunQuery of(String filter, String orderBy) {
    return new RunQuery(FilterParser.filter(filter), FilterParser.order(orderBy), orderBy);
  }

  public List<Clause> filter() {
    return filter;
  }

  Sorting sorting() {
    return Sorting.by(order);
  }

  /** Returns the order as it was given. */
  String orderBy() {
    return orderBy;
  }
}
