package org.normlab.study.report.element;

import java.util.List;

/** A part of a report. All texts are plain; whoever writes them escapes them. */
public sealed interface Element permits Element.Part, ReportTable, Picture {
  /** The parts that are text. */
  sealed interface Part extends Element {}

  /**
   * A heading of a section or below.
   *
   * @param level 2 for a section, 3 for a part of it
   */
  record Heading(int level, String text) implements Part {}

  record Paragraph(String text) implements Part {}

  /** Describes what a reader must know before anything else. */
  record Notice(String text) implements Part {}

  record Items(List<String> texts) implements Part {
    public Items {
      texts = List.copyOf(texts);
    }
  }

  /** A text whose spaces and line breaks stay. */
  record Code(String text) implements Part {}

  /** A long one of which only a line is seen until it is asked for, where that can be. */
  record Folded(String title, String text) implements Part {}
}
