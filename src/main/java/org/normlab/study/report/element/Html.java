package org.normlab.study.report.element;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as one HTML page that needs nothing else. */
final class Html {
  private static final String STYLE = Svg.STYLE + StyleSheets.read("report.css");

  private int tables;
  private int pictures;

  String write(Report report) {
    String title = Escape.xml(report.title());
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    %s</main>
    </body>
    </html>
    """
        .formatted(
            title,
            STYLE,
            title,
            report.elements().stream().map(this::written).collect(Collectors.joining()));
  }

  private String written(Element element) {
    return switch (element) {
      case Element.Heading(int level, String text) -> tag("h" + level, Escape.xml(text));
      case Element.Paragraph(String text) -> tag("p", Escape.xml(text));
      case Element.Notice(String text) ->
          "<p class=\"notice\" role=\"note\">" + Escape.xml(text) + "</p>\n";
      case Element.Items(List<String> texts) ->
          tag(
              "ul",
              texts.stream()
                  .map(text -> tag("li", Escape.xml(text)))
                  .collect(Collectors.joining("", "\n", "")));
      case Element.Code(String text) ->
          "<pre tabindex=\"0\"><code>" + Escape.xml(text) + "</code></pre>\n";
      case Element.Folded(String title, String text) ->
          "<details><summary>%s</summary>\n%s</details>\n"
              .formatted(Escape.xml(title), written(new Element.Code(text)));
      case ReportTable table -> table(table);
      case Picture picture -> picture(picture);
    };
  }

  private static String tag(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">\n";
  }

  /** Wide tables scroll by themselves, with the keyboard too. */
  private String table(ReportTable table) {
    String id = "table-" + ++tables;
    StringBuilder text = new StringBuilder();
    text.append(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">\n<table>\n"
            .formatted(id));
    text.append("<caption id=\"%s\">%s</caption>\n".formatted(id, Escape.xml(table.caption())));
    text.append("<thead><tr>");
    for (ReportTable.Column column : table.columns()) {
      text.append("<th scope=\"col\"").append(aligned(column)).append('>');
      text.append(Escape.xml(column.name())).append("</th>");
    }
    text.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> text.append(row(table.columns(), row)));
    text.append("</tbody>\n</table>\n</div>\n");
    table.notes().forEach(note -> text.append(note(note)));
    return text.toString();
  }

  private static String row(List<ReportTable.Column> columns, List<String> cells) {
    StringBuilder text = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String name = i == 0 ? "th" : "td";
      text.append('<').append(name).append(i == 0 ? " scope=\"row\"" : "");
      text.append(aligned(columns.get(i))).append('>').append(Escape.xml(cells.get(i)));
      text.append("</").append(name).append('>');
    }
    return text.append("</tr>\n").toString();
  }

  private static String aligned(ReportTable.Column column) {
    return column.number() ? " class=\"number\"" : "";
  }

  private static String note(String note) {
    return "<p class=\"small\">" + Escape.xml(note) + "</p>\n";
  }

  private String picture(Picture picture) {
    String numbers =
        picture.numbers() == null
            ? ""
            : "<details><summary>The numbers of this picture</summary>\n"
                + table(picture.numbers())
                + "</details>\n";
    return "<figure>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n%s</div>\n<figcaption>%s</figcaption>\n%s</figure>\n"
        .formatted(
            Escape.xml(picture.title()),
            picture.svg().write("picture-" + ++pictures),
            Escape.xml(picture.title() + ". " + picture.description()),
            numbers);
  }
}
