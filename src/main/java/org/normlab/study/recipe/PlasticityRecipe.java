package org.normlab.study.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.study.recipe.claim.Agreement;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.Expected;
import org.normlab.study.recipe.claim.Margin;
import org.normlab.study.recipe.claim.SpreadMeasure;
import org.normlab.study.recipe.claim.TaskChangeMeasure;

/** Figure 5 of the paper on normalize-and-project: labels redrawn again and again. */
record PlasticityRecipe() implements Recipe {
  private static final String METRIC = "online.accuracy";
  private static final String FIRST = "online.accuracy.first";
  private static final String LAST = "online.accuracy.last";
  private static final String SOURCE = "Figure 5; its numbers are in a picture";
  private static final String NAP = " + NaP";
  private static final String REDO = "ReDo";

  /** Settings by which others keep a network able to learn; the first are none. */
  private static final Map<String, String> RIVALS = rivals();

  private static Map<String, String> rivals() {
    Map<String, String> rivals = new LinkedHashMap<>();
    rivals.put("none", "");
    rivals.put("L2", ", \"optimizer.weightDecay\": 0.01");
    rivals.put("L2 to the start", ", \"optimizer.towardInitial\": 0.001");
    rivals.put(
        "shrink and perturb",
        ", \"optimizer.shrinkAndPerturb\": {\"shrink\": 0.8, \"perturb\": 0.01}");
    rivals.put(REDO, ", \"optimizer.redo\": {\"every\": 200, \"threshold\": 0.1}");
    rivals.put("noise", ", \"optimizer.updateNoise\": 0.01");
    return rivals;
  }

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "plasticity",
        "Labels redrawn again and again",
        Paper.NORMALIZE_AND_PROJECT,
        "Does a network that learns one task after another go on learning, and does projection add"
            + " to what others do for it?",
        "CIFAR-10 images with uniformly random labels, redrawn 200 times in 20 million steps; Adam"
            + " at a constant rate of 1e-4; fully connected networks of four layers of 512 and"
            + " convolutional ones. Measured is the mean online accuracy, without and with"
            + " projection, of: nothing, L2 toward the initial weights, shrink and perturb, ReDo,"
            + " leaky ReLU, L2, noise on updates.");
  }

  @Override
  public List<RecipeScale> scales() {
    String without =
        "Without leaky ReLU. The strengths of the rivals are not stated there: L2 0.01 (decoupled),"
            + " toward the start 0.001, shrink 0.8 and perturb 0.01 after each task, ReDo every 200"
            + " updates at 0.1, noise 0.01.";
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study(
                "\"fashion-mnist\", \"limit\": 1280",
                "[128, 128, 128]",
                400,
                300,
                1e-3,
                "[0, 1, 2]"),
            List.of(
                "1,280 images of Fashion-MNIST, three layers of 128, 15 tasks of 400 steps, a rate"
                    + " of 0.001, batches of 64, three seeds.",
                without)),
        new RecipeScale(
            RecipeScale.PAPER,
            study(
                "\"cifar-10\", \"validation\": 0",
                "[512, 512, 512, 512]",
                100_000,
                25_608,
                1e-4,
                "[0, 1, 2, 3]"),
            List.of(
                "Batches of 64, whose size is not stated there; fully connected only.", without)));
  }

  private static String study(
      String data, String hidden, int every, int epochs, double rate, String seeds) {
    List<String> methods = new ArrayList<>();
    RIVALS.forEach(
        (name, settings) -> {
          methods.add(method(name, "none", settings));
          methods.add(method(name + NAP, "normalize-and-project", settings));
        });
    return """
    {"base": {"architecture": {"type": "mlp", "hidden": %s},
       "data": {"name": %s, "relabelEvery": %d}, "batchSize": 64, "epochs": %d, "seeds": %s,
       "optimizer": {"type": "adamw", "learningRate": %s, "weightDecay": 0,
         "schedule": {"type": "constant"}}},
     "axes": {"method": [%s]}, "compare": "method", "baseline": "none", "metric": "%s"}
    """
        .formatted(hidden, data, every, epochs, seeds, rate, String.join(",\n", methods), METRIC);
  }

  private static String method(String label, String normalization, String settings) {
    return "{\"label\": \"%s\", \"set\": {\"normalization\": {\"type\": \"%s\"}%s}}"
        .formatted(label, normalization, settings);
  }

  @Override
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        new Claim(
            "Without a normalizer later tasks are learned worse than the first",
            "§4.1 and Figure 1",
            null,
            new TaskChangeMeasure(LAST, FIRST, Arm.of("none"), Expected.NEGATIVE)));
    claims.add(
        new Claim(
            "With projection the last task is learned better than without",
            "§4.1 and Figure 5",
            null,
            Contrast.more(LAST, Arm.of("none" + NAP), Arm.of("none"))));
    RIVALS.keySet().stream()
        .filter(name -> !name.equals("none") && !name.equals(REDO))
        .forEach(
            name ->
                claims.add(
                    new Claim(
                        "Projection adds to: " + name,
                        SOURCE,
                        null,
                        Contrast.more(METRIC, Arm.of(name + NAP), Arm.of(name)))));
    claims.add(
        new Claim(
            "ReDo is the exception: projection does not improve it",
            SOURCE,
            null,
            Agreement.noMore(
                METRIC,
                Arm.of(REDO + NAP),
                Arm.of(REDO),
                Margin.of(
                    0.5,
                    "what projection adds without a rival (none + NaP − none)",
                    Arm.of("none" + NAP),
                    Arm.of("none")))));
    claims.add(
        new Claim(
            "With projection the methods lie closer together",
            SOURCE,
            null,
            new SpreadMeasure(
                METRIC,
                RIVALS.keySet().stream().map(name -> Arm.of(name + NAP)).toList(),
                RIVALS.keySet().stream().map(Arm::of).toList())));
    return claims;
  }
}
