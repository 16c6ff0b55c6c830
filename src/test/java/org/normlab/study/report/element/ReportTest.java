package org.normlab.study.report.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.study.report.Samples.DIVERGED;
import static org.normlab.study.report.Samples.PENDING;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Scores;
import org.normlab.statistics.Summary;
import org.normlab.study.recipe.Replication;
import org.normlab.study.recipe.claim.Finding;
import org.normlab.study.recipe.claim.Verdict;
import org.normlab.study.report.ReportInput;
import org.normlab.study.report.Samples;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reports in every state, in both formats. */
public class ReportTest {
  public static final String LONG =
      "a method whose name has as many words as fit into eighty letters W";

  static Stream<ReportInput> materials() {
    Map<String, double[]> troubled = new LinkedHashMap<>();
    troubled.put("none", new double[] {0.9, DIVERGED, 0.91, PENDING});
    troubled.put("<b>batch</b> & \"co\" | `x`", new double[] {0.93, 0.94, DIVERGED, 0.95});
    Map<String, double[]> diverged = new LinkedHashMap<>();
    diverged.put("none", new double[] {DIVERGED, DIVERGED});
    diverged.put("batch", new double[] {DIVERGED, DIVERGED});
    Map<String, double[]> pending = new LinkedHashMap<>();
    pending.put("none", new double[] {PENDING, PENDING});
    pending.put("batch", new double[] {PENDING, PENDING});
    return Stream.of(
        Samples.oneBlock(Samples.methods(2, 5, 0, "m")),
        Samples.oneBlock(Samples.methods(1, 3, 0, "alone")),
        Samples.oneBlock(Samples.methods(31, 5, 0, LONG)),
        Samples.oneBlock(Samples.methods(4, 1, 0, "m")),
        Samples.oneBlock(troubled),
        Samples.oneBlock(diverged),
        Samples.oneBlock(pending),
        Samples.material(List.of(pending), "CANCELLED", null),
        Samples.material(List.of(diverged, diverged), "COMPLETED", null),
        blocks(2, 2, "m"),
        blocks(12, 4, "m"),
        blocks(3, 31, LONG));
  }

  public static ReportInput blocks(int blocks, int methods, String name) {
    return Samples.material(
        IntStream.range(0, blocks).mapToObj(b -> Samples.methods(methods, 5, b, name)).toList(),
        "COMPLETED",
        null);
  }

  private static String html(ReportInput material) {
    return Format.HTML.write(material.report());
  }

  private static String markdown(ReportInput material) {
    return Format.MARKDOWN.write(material.report());
  }

  private static Document parsed(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page, String name) {
    List<Element> all = new ArrayList<>();
    NodeList found = page.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("materials")
  void isWellFormedAndSaysNeitherNanNorNull(ReportInput material) throws Exception {
    String html = html(material);
    Document page = parsed(html);
    assertThat(html).doesNotContain("NaN", "Infinity", "null", "%s", "%d");
    assertThat(markdown(material)).doesNotContain("NaN", "Infinity", "null", "%s", "%d");
    assertThat(elements(page, "script")).isEmpty();
    assertThat(html).doesNotContain("<link", "<img", "@import", "url(", "href=");
    for (Element table : elements(page, "table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
    }
    assertThat(elements(page, "th")).allMatch(head -> head.hasAttribute("scope"));
    TreeSet<String> ids = new TreeSet<>();
    for (String name : List.of("caption", "title", "desc")) {
      elements(page, name).stream()
          .map(element -> element.getAttribute("id"))
          .filter(id -> !id.isEmpty())
          .forEach(id -> assertThat(ids.add(id)).as(id).isTrue());
    }
    List<Element> pictures =
        elements(page, "svg").stream().filter(svg -> svg.hasAttribute("role")).toList();
    assertThat(pictures).isNotEmpty();
    for (Element picture : pictures) {
      assertThat(ids).contains(picture.getAttribute("aria-labelledby").split(" "));
    }
  }

  @Test
  void usersTextsAreTextEverywhere() throws Exception {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("<script>alert(2)</script>", new double[] {0.9, 0.8});
    values.put("b|c\nd `e` *f* \u0000", new double[] {0.9, 0.85});
    ReportInput material = Samples.oneBlock(values);
    String html = html(material);
    assertThat(elements(parsed(html), "script")).isEmpty();
    assertThat(html)
        .contains("<h1>a &lt;script&gt;alert(1)&lt;/script&gt; | study</h1>")
        .doesNotContain("\u0000");
    String markdown = markdown(material);
    assertThat(markdown)
        .startsWith("# a \\<script\\>alert(1)\\</script\\> \\| study\n")
        .contains("| b\\|c d \\`e\\` \\*f\\*");
    assertThat(markdown.replace("\\<script", "").split("```")[0]).doesNotContain("<script");
  }

  @Test
  void aTextNeverBeginsAList() {
    assertThat(List.of("- a", "+b", "12. c", "1.5 d", "e. f").stream())
        .map(Escape::markdown)
        .containsExactly("\\- a", "\\+b", "12\\. c", "1\\.5 d", "e. f");
    assertThat(Escape.markdownCell("+0.5")).isEqualTo("+0.5");
  }

  @Test
  void theTableHasTheNumbersOfTheComparison() throws Exception {
    ReportInput material = Samples.oneBlock(Samples.methods(3, 5, 0, "m"));
    Document page = parsed(html(material));
    Element row =
        elements(page, "tr").stream()
            .filter(tr -> tr.getTextContent().startsWith("m2"))
            .findFirst()
            .orElseThrow();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getChildNodes().getLength(); i++) {
      cells.add(row.getChildNodes().item(i).getTextContent());
    }
    Summary expected = Summary.of(Scores.of(Samples.methods(3, 5, 0, "m").get("m2")), 0.95);
    assertThat(cells)
        .containsExactly(
            "m2",
            "5",
            "5",
            "0",
            "0",
            "0",
            "0",
            fixed(expected.mean()),
            "[%.4f, %.4f]".formatted(expected.t().low(), expected.t().high()),
            "[%.4f, %.4f]".formatted(expected.bca().low(), expected.bca().high()),
            fixed(expected.sd()),
            fixed(expected.median()),
            fixed(expected.iqm()));
  }

  private static String fixed(Estimate figure) {
    return "%.4f".formatted(figure.asOptional().orElseThrow());
  }

  @Test
  void saysAtTheTopWhatIsNotYetThere() {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("none", new double[] {0.9, PENDING});
    values.put("batch", new double[] {DIVERGED, 0.9});
    assertThat(markdown(Samples.oneBlock(values)))
        .contains("> **Not finished: 3 of 4 runs have ended. Nothing here is final.**")
        .contains("| 4 | 2 | 0 | 1 | 0 | 0 | 1 |");
    assertThat(markdown(Samples.material(List.of(values), "CANCELLED", null)))
        .contains("> **Cancelled (no reason was given): 3 of 4 runs have ended.");
    assertThat(markdown(Samples.oneBlock(Samples.methods(2, 3, 0, "m")))).doesNotContain("> **");
  }

  @Test
  void claimsStandBesideWhatWasMeasured() {
    Summary measured = Summary.of(Scores.of(0.01, 0.02, 0.03), 0.95);
    Finding finding =
        new Finding(
            "better by 0.05",
            "Table 2",
            "5.0",
            "difference of means",
            3,
            measured.mean(),
            measured.t(),
            Verdict.SAME,
            "1 run diverged");
    Replication findings =
        new Replication(
            "r",
            "a recipe",
            "A. Paper",
            "quick",
            true,
            List.of("5 seeds"),
            0.95,
            1,
            List.of(finding));
    ReportInput material =
        Samples.material(List.of(Samples.methods(2, 3, 0, "m")), "COMPLETED", findings);
    assertThat(markdown(material))
        .contains("## The paper's claims", "- 5 seeds", "¹ 1 run diverged")
        .contains(
            "| better by 0.05 | 5.0 | yes¹ | +0.0200 | \\[−0.0048, 0.0448\\] | 95 % | 3 |"
                + " difference of means | Table 2 |");
    assertThat(markdown(Samples.oneBlock(Samples.methods(2, 3, 0, "m"))))
        .doesNotContain("paper's claims");
  }

  @Test
  void theStudyToSendAgainHasItsSeeds() {
    assertThat(markdown(Samples.oneBlock(Samples.methods(2, 3, 0, "m"))))
        .contains("\"seeds\" : [ 0, 1, 2, 3, 4 ]")
        .contains("Normlab 1.2.3");
  }

  @Test
  void whatWasTrainedAndByWhichVersionsIsSaid() throws Exception {
    ReportInput material = Samples.oneBlock(Samples.methods(2, 3, 0, "m"));
    assertThat(markdown(material))
        .contains("Trained by versions of Normlab: 1.2.2 (1 attempt), 1.2.3 (4 attempts)")
        .contains("Data digits as they were read: sha256:0f.")
        .contains("**m1: job job**\n\n```json\n{\n  \"epochs\" : 20\n}\n```");
    Element folded =
        elements(parsed(html(material)), "details").stream()
            .filter(details -> details.getTextContent().startsWith("m1: job job"))
            .findFirst()
            .orElseThrow();
    assertThat(folded.getElementsByTagName("summary").getLength()).isEqualTo(1);
    assertThat(folded.getElementsByTagName("pre").item(0).getTextContent())
        .contains("\"epochs\" : 20");
  }
}
