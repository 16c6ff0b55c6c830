package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Agreement;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.Margin;

/** Describes what is left of a schedule when the norm of weights no longer hides one. */
record EffectiveLearningRate() implements Recipe {
  private static final String METRIC = "test.accuracy";
  private static final Arm LAYER = Arm.of("layer, rate stays");
  private static final Arm LAYER_FALLS = Arm.of("layer, rate falls");
  private static final Arm NAP = Arm.of("NaP, rate stays");
  private static final Arm NAP_FALLS = Arm.of("NaP, rate falls");

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "effective-learning-rate",
        "Normalize-and-project with and without a schedule",
        Paper.NORMALIZE_AND_PROJECT,
        "Growing norms of weights lower the effective learning rate. When projection stops that,"
            + " does the network need a schedule?",
        "Rainbow on 57 Atari games, four seeds: as it is, with layer normalization, with"
            + " normalize-and-project at a constant rate, and with a rate that falls linearly to"
            + " 1e-6 half-way. On CIFAR-10, ImageNet and C4: with and without projection, under"
            + " the usual schedules.");
  }

  @Override
  public List<RecipeScale> scales() {
    String task =
        "Classification of images, not reinforcement learning; Adam, and a rate that falls along a"
            + " cosine to the end.";
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study("\"fashion-mnist\", \"limit\": 10000, \"validation\": 0.05", 128, 20),
            List.of(task, "10,000 images of Fashion-MNIST, three layers of 128, 20 epochs.")),
        new RecipeScale(
            RecipeScale.PAPER,
            study("\"cifar-10\"", 512, 100),
            List.of(task, "CIFAR-10, three layers of 512, 100 epochs.")));
  }

  private static String study(String data, int width, int epochs) {
    return """
    {"base": {"architecture": %s, "data": {"name": %s}, "batchSize": 128, "epochs": %d,
       "seeds": [0, 1, 2, 3, 4], "optimizer": {"type": "adamw", "weightDecay": 0}},
     "axes": {
       "method": [
         {"label": "layer, rate stays", "set": {"normalization": {"type": "layer"},
           "optimizer.schedule": {"type": "constant"}}},
         {"label": "layer, rate falls", "set": {"normalization": {"type": "layer"},
           "optimizer.schedule": {"type": "cosine"}}},
         {"label": "NaP, rate stays", "set": {"normalization": {"type": "normalize-and-project"},
           "optimizer.schedule": {"type": "constant"}}},
         {"label": "NaP, rate falls", "set": {"normalization": {"type": "normalize-and-project"},
           "optimizer.schedule": {"type": "cosine"}}}],
       "learningRate": [0.0003, 0.001, 0.003, 0.01]},
     "compare": "method", "baseline": "layer, rate stays", "select": {"over": ["learningRate"]}}
    """
        .formatted(MlpJson.mlp(width, 3), data, epochs);
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "With projection a rate that falls is better than one that stays",
            "§4.1, Rainbow on 57 games",
            null,
            Contrast.more(METRIC, NAP_FALLS, NAP)),
        new Claim(
            "Projection at a rate that stays is often worse than layer normalization alone",
            "§4.1, Rainbow on 57 games",
            null,
            Contrast.less(METRIC, NAP, LAYER)),
        new Claim(
            "Projection with a rate that falls is better than layer normalization at one that"
                + " stays",
            "§4.1, Rainbow on 57 games",
            null,
            Contrast.more(METRIC, NAP_FALLS, LAYER)),
        new Claim(
            "On stationary tasks under the usual schedule projection changes little",
            "§4, CIFAR-10 and ImageNet; the numbers could not be verified",
            null,
            Agreement.of(
                METRIC,
                NAP_FALLS,
                LAYER_FALLS,
                Margin.of(
                    0.5,
                    "what the schedule gains with projection (NaP, rate falls − NaP, rate stays)",
                    NAP_FALLS,
                    NAP))));
  }
}
