package org.normlab.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.normlab.wire.JobJson;
import org.normlab.wire.json.UnreadableJson;

/** Pieces of JSON that stand in the text of a page, and the places where they may belong. */
final class Snippets {
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern GENERATED = Pattern.compile("(?s)<!-- generated: .*?<!-- end -->");
  private static final String PIECE = "@";

  private static final List<String> JOBS =
      List.of(
          job("'data': {'name': 'digits'}, @"),
          job("'data': @"),
          job("'data': @").replace("\"mlp\"", "\"transformer\""),
          job("'data': {'file': 'a.csv', 'label': 'b', @}"),
          job("'data': {'folder': 'a', 'augment': @}").replace("\"mlp\"", "\"resnet\""),
          job("'data': {'name': 'digits', 'relabelEvery': 10}, 'optimizer': {'type': 'sgd', @}"),
          job("'data': {'name': 'digits'}, 'probe': {'every': 1, @}"),
          job("'data': {'name': 'digits'}")
              .replace("\"batch\"", "\"norm-matched-rate\", " + PIECE));

  private static final List<String> STUDIES =
      List.of(
          study("'axes': {'learningRate': @}, 'samples': 2"),
          study("'axes': {'batchSize': @}, 'samples': 2"),
          study("'axes': {'learningRate': [0.1, 1]}, @"));

  private Snippets() {}

  private static String job(String rest) {
    return json("{'architecture': {'type': 'mlp'}, 'normalization': {'type': 'batch'}, %s}", rest);
  }

  private static String study(String rest) {
    String base = job("'data': {'name': 'digits'}");
    return json("{'base': %s, ".formatted(base.replace("%", "%%")) + "%s}", rest);
  }

  private static String json(String template, String rest) {
    return template.formatted(rest).replace('\'', '"');
  }

  /** Returns the objects and members of a page that are not abridged by an ellipsis. */
  static Stream<String> of(Page page) {
    return CODE.matcher(GENERATED.matcher(page.text()).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .filter(code -> code.matches("\\{\".*}|\"\\w+\": .*") && !code.contains("…"));
  }

  /** Tells whether a job that contains the piece somewhere is read without errors. */
  static boolean fitsJob(String piece) {
    return JOBS.stream().map(job -> job.replace(PIECE, piece)).anyMatch(Snippets::isRead);
  }

  private static boolean isRead(String job) {
    try {
      return JobJson.read(job).problems().isEmpty();
    } catch (UnreadableJson e) {
      return false;
    }
  }

  /** Returns studies that contain the piece somewhere; not all of them need to be valid. */
  static Stream<String> studies(String piece) {
    return STUDIES.stream().map(study -> study.replace(PIECE, piece));
  }
}
