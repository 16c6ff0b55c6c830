package org.normlab.study.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.RankContrast;
import org.normlab.study.recipe.claim.RankOrder;

/** Table 1 of the paper on self-normalizing networks: average ranks on the UCI tables. */
record SnnUci() implements Recipe {
  private static final String SNN = "SNN";
  private static final String SOURCE = "Table 1, 121 data sets";

  /** Average ranks minus 4, the average rank of seven methods that do not differ. */
  private static final Map<String, Double> PUBLISHED = published();

  /**
   * The published p values of paired one-sided Wilcoxon tests of accuracies, the SNN against each.
   */
  private static final Map<String, Double> P =
      Map.of(
          "MSRAinit",
          2.7e-2,
          "LayerNorm",
          1.5e-2,
          "Highway",
          1.9e-3,
          "ResNet",
          5.4e-4,
          "WeightNorm",
          7.8e-7,
          "BatchNorm",
          3.5e-6);

  private static Map<String, Double> published() {
    Map<String, Double> ranks = new LinkedHashMap<>();
    ranks.put(SNN, -0.756);
    ranks.put("MSRAinit", -0.240);
    ranks.put("LayerNorm", -0.198);
    ranks.put("Highway", 0.021);
    ranks.put("ResNet", 0.273);
    ranks.put("WeightNorm", 0.397);
    ranks.put("BatchNorm", 0.504);
    return ranks;
  }

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "snn-uci",
        "Seven networks on the UCI tables",
        Paper.SNN,
        "Which of seven fully connected networks ranks best over the UCI tables?",
        "121 tables with the partitions of Fernandez-Delgado et al. 2014. For each network a grid"
            + " of widths 256, 512, 1024, depths 2 to 32, rates 0.01, 0.1, 1, dropout and two"
            + " forms; 15 % of the training rows choose settings and one of 100 epochs. Networks"
            + " are ranked on each table by test accuracy, ties sharing a rank. The optimizer is"
            + " not stated in the parts that were read.");
  }

  @Override
  public List<RecipeScale> scales() {
    String same =
        "Rows are split 60/20/20; accuracies are means over seeds at the last epoch; no dropout,"
            + " layers of equal width, SGD without momentum in batches of 16; highway and residual"
            + " networks as wide as the others, residual ones with batch normalization.";
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study(60, 64, new int[] {2, 8}, 50, "[0, 1, 2]"),
            List.of(
                "The 60 smallest tables of at least 40 rows, in place of 121.",
                "Width 64, depths 2 and 8, 50 epochs, 3 seeds.",
                same)),
        new RecipeScale(
            RecipeScale.PAPER,
            study(UciTables.ALL.size(), 256, new int[] {2, 3, 4, 8, 16, 32}, 100, "[0]"),
            List.of(
                "115 tables: six of the 121 are not there or have less than 40 rows.",
                "Width 256 alone, so that the study has no more than 5,000 jobs.",
                same)));
  }

  private static String study(int tables, int width, int[] depths, int epochs, String seeds) {
    List<String> points = new ArrayList<>();
    for (int depth : depths) {
      for (String method : PUBLISHED.keySet()) {
        points.add(
            "{\"network\": {\"label\": \"%s\", \"set\": %s}, \"depth\": {\"label\": \"%d\", \"set\": {}}}"
                .formatted(method, network(method, width, depth), depth));
      }
    }
    return """
    {"base": {"batchSize": 16, "epochs": %d, "seeds": %s,
       "optimizer": {"type": "sgd", "momentum": 0, "schedule": {"type": "constant"}}},
     "list": [%s],
     "axes": {"data.name": [%s], "learningRate": [0.01, 0.1, 1]},
     "compare": "network", "baseline": "SNN", "select": {"over": ["depth", "learningRate"]}}
    """
        .formatted(epochs, seeds, String.join(",\n", points), UciTables.names(tables));
  }

  private static String network(String method, int width, int depth) {
    return switch (method) {
      case SNN -> layers("self-normalizing", width, depth);
      case "MSRAinit" -> layers("none", width, depth);
      case "LayerNorm" -> layers("layer", width, depth);
      case "WeightNorm" -> layers("weight", width, depth);
      case "BatchNorm" -> layers("batch", width, depth);
      case "Highway" ->
          """
          {"normalization": {"type": "none"},
           "architecture": {"type": "highway", "width": %d, "depth": %d}}\
          """
              .formatted(width, depth);
      default ->
          """
          {"normalization": {"type": "batch"},
           "architecture": {"type": "residual-mlp", "width": %d, "blocks": %d,
             "layersPerBlock": %d}}\
          """
              .formatted(width, depth / layersPerBlock(depth), layersPerBlock(depth));
    };
  }

  private static int layersPerBlock(int depth) {
    return depth % 2 == 0 ? 2 : 3;
  }

  private static String layers(String normalization, int width, int depth) {
    return "{\"normalization\": {\"type\": \"%s\"}, \"architecture\": %s}"
        .formatted(normalization, MlpJson.mlp(width, depth));
  }

  @Override
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        new Claim(
            "The order is SNN, MSRAinit, LayerNorm, Highway, ResNet, WeightNorm, BatchNorm",
            SOURCE,
            "average ranks less 4: " + PUBLISHED,
            new RankOrder(PUBLISHED)));
    PUBLISHED.forEach(
        (method, rank) -> {
          if (!method.equals(SNN)) {
            claims.add(
                new Claim(
                    "The SNN ranks better than " + method,
                    SOURCE,
                    "%.3f against %.3f".formatted(PUBLISHED.get(SNN), rank),
                    new RankContrast(SNN, method, Objects.requireNonNull(P.get(method)))));
          }
        });
    return claims;
  }
}
