package org.normlab.study.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.wire.JobJson;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every method on the user's own data. */
record WhichNorm() implements Recipe {
  /** Longest question that a study may have. */
  private static final int LONGEST = 4000;

  /** Follows a finished job, and so cannot be tried by itself. */
  private static final String FOLLOWER = "norm-matched-rate";

  private static final List<String> NETWORKS =
      List.of(
          "{\"type\": \"resnet\", \"depth\": 8}",
          "{\"type\": \"mlp\"}",
          "{\"type\": \"transformer\"}");

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "which-norm",
        "Every method on your data",
        "none",
        "Which normalization should a network use on these data?",
        "Every method with its default settings, where it is defined: the learning rate is chosen"
            + " for each on validation rows, what is reported is test accuracy. Without a network"
            + " in the request images have a resnet of depth 8, tables an mlp, texts a"
            + " transformer.");
  }

  @Override
  public boolean takesData() {
    return true;
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            "{\"base\": {\"epochs\": 10, \"seeds\": [0, 1, 2]}}",
            List.of("10 epochs, three seeds, three rates.")),
        new RecipeScale(
            "full",
            "{\"base\": {\"epochs\": 40, \"seeds\": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}}",
            List.of()));
  }

  @Override
  public List<Claim> claims() {
    return List.of();
  }

  @Override
  public ObjectNode study(
      RecipeScale scale, RecipeOrder order, Function<String, JobJson.Read> reader) {
    ObjectNode study = (ObjectNode) JsonMapper.shared().readTree(scale.study());
    ObjectNode base = study.withObject("/base");
    base.set("data", order.data());
    base.set("architecture", network(base, order, reader));
    Map<String, List<String>> leftOut = new LinkedHashMap<>();
    var methods = study.withObject("/axes").putArray("normalization");
    for (JobJson.Variant variant : JobJson.variants(Normalization.class)) {
      String type = variant.type();
      String fault =
          type.equals(FOLLOWER) ? "it follows a finished job" : fault(base, type, reader);
      if (fault.isEmpty()) {
        methods.addObject().put("type", type);
      } else {
        leftOut.computeIfAbsent(fault, _ -> new ArrayList<>()).add(type);
      }
    }
    rates(study, base);
    study.putObject("select").putArray("over").add("learningRate");
    study.put("baseline", "none");
    study.put("question", question(leftOut));
    return study;
  }

  private ObjectNode network(
      ObjectNode base, RecipeOrder order, Function<String, JobJson.Read> reader) {
    List<Problem> first = List.of();
    List<String> tried =
        order.architecture() == null ? NETWORKS : List.of(order.architecture().toString());
    for (String network : tried) {
      ObjectNode architecture = (ObjectNode) JsonMapper.shared().readTree(network);
      ObjectNode job = base.deepCopy();
      job.set("architecture", architecture);
      List<Problem> faults = faults(job, "none", reader);
      if (faults.isEmpty()) {
        return architecture;
      }
      boolean ofData = faults.stream().anyMatch(fault -> fault.pointer().startsWith("/data"));
      if (first.isEmpty() || ofData) {
        first = faults;
      }
    }
    throw new IllegalStudy(first);
  }

  private static List<Problem> faults(
      ObjectNode base, String type, Function<String, JobJson.Read> reader) {
    ObjectNode job = base.deepCopy();
    job.putObject("normalization").put("type", type);
    return reader.apply(job.toString()).problems();
  }

  /** Explains why the method cannot be trained here; empty where it can. */
  private static String fault(ObjectNode base, String type, Function<String, JobJson.Read> reader) {
    List<Problem> faults = faults(base, type, reader);
    if (faults.isEmpty()) {
      return "";
    }
    String fault = faults.getFirst().detail();
    return fault.startsWith(type + " ") ? "it" + fault.substring(type.length()) : fault;
  }

  /** Around the default rate of the network's optimizer. */
  private static void rates(ObjectNode study, ObjectNode base) {
    String network = base.path("architecture").path("type").asString();
    boolean adam =
        JobJson.presets(Architecture.class, network)
            .at("/optimizer/type")
            .asString("")
            .equals("adamw");
    var rates = study.withObject("/axes").putArray("learningRate");
    for (double rate : adam ? new double[] {3e-4, 1e-3, 3e-3} : new double[] {0.01, 0.03, 0.1}) {
      rates.add(rate);
    }
  }

  private String question(Map<String, List<String>> leftOut) {
    StringBuilder question = new StringBuilder(about().question());
    leftOut.forEach(
        (why, methods) ->
            question
                .append(" Left out: ")
                .append(String.join(", ", methods))
                .append(" (")
                .append(why)
                .append(")."));
    return Legible.fit(question.toString(), LONGEST);
  }
}
