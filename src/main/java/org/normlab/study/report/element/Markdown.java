package org.normlab.study.report.element;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as GitHub's Markdown. */
final class Markdown {
  private static final String FENCE = "```";

  private Markdown() {}

  static String write(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(Escape.markdown(report.title())).append("\n");
    report.elements().stream()
        .map(Markdown::written)
        .filter(written -> !written.isEmpty())
        .forEach(written -> text.append("\n").append(written));
    return text.toString();
  }

  private static String written(Element element) {
    return switch (element) {
      case Element.Heading(int level, String text) ->
          "#".repeat(level) + " " + Escape.markdown(text) + "\n";
      case Element.Paragraph(String text) -> Escape.markdown(text) + "\n";
      case Element.Notice(String text) -> "> **" + Escape.markdown(text) + "**\n";
      case Element.Items(List<String> texts) ->
          texts.stream()
              .map(text -> "- " + Escape.markdown(text) + "\n")
              .collect(Collectors.joining());
      case Element.Code(String text) -> fenced(text);
      case Element.Folded(String title, String text) ->
          "**" + Escape.markdown(title) + "**\n\n" + fenced(text);
      case ReportTable table -> table(table);
      case Picture picture -> picture(picture);
    };
  }

  /** The fence is longer than any within. */
  private static String fenced(String text) {
    String fence = FENCE;
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "json\n" + text.stripTrailing() + "\n" + fence + "\n";
  }

  private static String table(ReportTable table) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(Escape.markdown(table.caption())).append("**\n\n");
    text.append(row(table.columns().stream().map(ReportTable.Column::name).toList()));
    text.append(
        table.columns().stream()
            .map(column -> column.number() ? " ---: |" : " --- |")
            .collect(Collectors.joining("", "|", "\n")));
    table.rows().forEach(cells -> text.append(row(cells)));
    table.notes().forEach(note -> text.append("\n").append(Escape.markdown(note)).append("\n"));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> " " + Escape.markdownCell(cell) + " |")
        .collect(Collectors.joining("", "|", "\n"));
  }

  private static String picture(Picture picture) {
    if (picture.numbers() == null) {
      return "";
    }
    return table(picture.numbers());
  }
}
