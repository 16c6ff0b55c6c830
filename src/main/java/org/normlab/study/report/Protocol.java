package org.normlab.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.normlab.study.Axis;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.answer.Comparison;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.ReportTable;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes how the answers were obtained, so that anyone can obtain them again. */
final class Protocol {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Protocol() {}

  /** The design, versions, definitions, what was trained and the study itself. */
  static List<Element> of(ReportInput material) {
    Study study = material.study();
    Comparison comparison = material.comparison();
    ObjectNode whole = whole(study.spec());
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(2, "Protocol"));
    elements.add(axes(study, comparison));
    List<String> facts = facts(study, whole);
    material.dataDigests().forEach((data, digests) -> facts.add(data(data, digests)));
    facts.addAll(versions(material));
    elements.add(new Element.Items(facts));
    elements.add(new Element.Heading(3, "What all jobs share"));
    elements.add(new Element.Code(pretty(whole.path("base"))));
    elements.addAll(resolved(material.resolved()));
    elements.add(new Element.Heading(3, "Definitions"));
    elements.add(new Element.Items(FigureDefinitions.of(comparison, material.question())));
    elements.add(new Element.Heading(3, "The study to send again"));
    elements.add(
        new Element.Paragraph("POST this to /api/v1/studies; it has every seed and every draw."));
    elements.add(new Element.Code(pretty(whole)));
    return elements;
  }

  /** Returns what stands in the base is what was submitted; here nothing is left to a default. */
  private static List<Element> resolved(List<ResolvedJob> jobs) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(3, "What was trained"));
    elements.add(
        new Element.Paragraph(
            "The first job of each compared method as it was stored, every default filled in."));
    for (ResolvedJob one : jobs) {
      String title = "%s: job %s".formatted(one.method(), one.job());
      elements.add(new Element.Folded(title, pretty(JSON.readTree(one.spec()))));
    }
    return elements;
  }

  private static String data(String data, SortedSet<String> digests) {
    String all = String.join(" and ", digests);
    return digests.size() == 1
        ? "Data %s as they were read: %s.".formatted(data, all)
        : "Jobs have read different data under the name %s: %s.".formatted(data, all);
  }

  private static List<String> versions(ReportInput material) {
    String trained =
        material.trainedBy().entrySet().stream()
            .map(
                by ->
                    "%s (%d %s)"
                        .formatted(
                            by.getKey(),
                            by.getValue(),
                            by.getValue() == 1 ? "attempt" : "attempts"))
            .collect(Collectors.joining(", "));
    String written =
        material.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        trained.isEmpty()
            ? "Trained by no version of Normlab yet: no attempt has begun."
            : "Trained by versions of Normlab: " + trained + ".",
        "This report was written, and its statistics computed, by " + written + ".");
  }

  private static ReportTable axes(Study study, Comparison comparison) {
    ReportTable.Builder table =
        ReportTable.of("What varies").texts("axis", "is").numbers("values").texts("which");
    for (Axis axis : study.axes()) {
      table.row(
          axis.name(),
          role(axis, study, comparison) + (axis.drawn() ? ", drawn at random" : ""),
          "" + axis.labels().size(),
          axis.labels().stream().distinct().collect(Collectors.joining(", ")));
    }
    return table.build();
  }

  private static String role(Axis axis, Study study, Comparison comparison) {
    StudySpec.Selection select = study.spec().select();
    if (axis.name().equals(comparison.compared())) {
      return "compared";
    }
    return select != null && select.over().contains(axis.name())
        ? "chosen for each method"
        : "makes blocks";
  }

  private static List<String> facts(Study study, ObjectNode whole) {
    List<String> facts = new ArrayList<>();
    StudySpec.Selection select = study.spec().select();
    facts.add(
        select == null
            ? "Nothing is chosen: every method has the settings of its point."
            : "For each method and block the best %s is chosen by %s, the mean over seeds, and only then is the reported figure looked at; candidates with fewer diverged runs go first."
                .formatted(String.join(" and ", select.over()), select.by()));
    facts.add(
        "Seeds: "
            + whole
                .path("base")
                .path("seeds")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "))
            + ". Methods share them, so that differences are paired by seed.");
    if (study.recipe() != null) {
      facts.add(
          "Made of the recipe %s%s."
              .formatted(
                  study.recipe(), study.scale() == null ? "" : " at the scale " + study.scale()));
    }
    facts.add("Study %s, submitted %s.".formatted(study.id(), study.created()));
    return facts;
  }

  /** The study with its seeds said, and without what says nothing. */
  private static ObjectNode whole(StudySpec spec) {
    ObjectNode whole = (ObjectNode) JSON.readTree(StudyJson.write(spec));
    ObjectNode base = (ObjectNode) whole.path("base");
    if (!base.hasNonNull("seeds")) {
      ArrayNode seeds = base.putArray("seeds");
      Studies.SEEDS.forEach(seeds::add);
    }
    withoutNulls(whole);
    return whole;
  }

  /** A setting that is null is as one that is not there. */
  private static void withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().stream()
          .filter(name -> object.path(name).isNull())
          .toList()
          .forEach(object::remove);
    }
    node.forEach(Protocol::withoutNulls);
  }

  private static String pretty(JsonNode node) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }
}
