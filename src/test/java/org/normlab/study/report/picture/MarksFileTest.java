package org.normlab.study.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.normlab.study.report.element.Svg;

/**
 * The page shows the marks of methods beside its tables from a file that holds what {@link Mark}
 * draws. Running this test with {@code -Dnormlab.marks.write=true} writes it anew.
 */
class MarksFileTest {
  private static final Path FILE = Path.of("src", "main", "resources", "static", "marks.svg");
  private static final String WRITE = "normlab.marks.write";
  private static final int MARKS = 35;

  @Test
  void theMarksOfThePageAreThoseOfPictures() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(FILE, drawn());
    }
    assertThat(Files.readString(FILE))
        .as("%s is out of date: run this test with -D%s=true", FILE, WRITE)
        .isEqualTo(drawn());
  }

  private static String drawn() {
    StringBuilder all = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
    for (int number = 0; number < MARKS; number++) {
      Mark mark = new Mark(number);
      Svg svg = new Svg("", "", 28);
      svg.line(1, 6, 27, 6, "curve " + mark.colour(), mark.dash());
      mark.draw(svg, 14, 6, 3.2);
      String body = svg.write("mark").replaceAll("(?s).*</desc>\n|</svg>\n$", "");
      all.append("<g id=\"mark-%d\" color=\"var(--%s)\">\n".formatted(number, mark.colour()));
      all.append(withoutClasses(body)).append("</g>\n");
    }
    return all.append("</svg>\n").toString();
  }

  /** A style sheet of the page does not reach into another file. */
  private static String withoutClasses(String body) {
    return body.replaceAll("class=\"fill m\\d\"", "fill=\"currentColor\"")
        .replaceAll(
            "class=\"ring m\\d\"",
            "fill=\"var(--page)\" stroke=\"currentColor\" stroke-width=\"2\"")
        .replaceAll(
            "class=\"curve m\\d\"", "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"");
  }
}
