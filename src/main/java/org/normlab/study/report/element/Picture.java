package org.normlab.study.report.element;

import org.jspecify.annotations.Nullable;

/**
 * A picture with the numbers it is drawn from.
 *
 * @param numbers null where a table of the report has them already
 */
public record Picture(Svg svg, @Nullable ReportTable numbers) implements Element {
  String title() {
    return svg.title();
  }

  String description() {
    return svg.description();
  }
}
