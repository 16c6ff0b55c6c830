package org.normlab.study.report.element;

import java.util.List;

/** A report before it is written in a {@link Format}. */
public record Report(String title, List<Element> elements) {
  public Report {
    elements = List.copyOf(elements);
  }
}
