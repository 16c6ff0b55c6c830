package org.normlab.report;

import java.util.List;

/** A report before it is written in a {@link Format}. */
record Report(String title, List<Element> elements) {
  Report {
    elements = List.copyOf(elements);
  }
}
