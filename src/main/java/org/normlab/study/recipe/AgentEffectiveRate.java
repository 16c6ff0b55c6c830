package org.normlab.study.recipe;

import java.util.List;
import org.normlab.metric.AgentMetrics;
import org.normlab.study.recipe.claim.AcrossEnvironments;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.Measure;

/** Agents whose effective learning rate stays or falls, each game by itself. */
record AgentEffectiveRate() implements Recipe {
  private static final String METRIC = AgentMetrics.FINAL_RETURN.name();
  private static final String GAME = "environment.name";
  private static final String SOURCE = "Rainbow on 57 Atari games; its numbers are in plots";
  private static final Arm NONE = Arm.of("none");
  private static final Arm LAYER = Arm.of("layer");
  private static final Arm NAP = Arm.of("NaP, rate stays");
  private static final Arm NAP_FALLS = Arm.of("NaP, rate falls");

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "rl-effective-rate",
        "Agents with normalize-and-project, with and without a schedule",
        Paper.NORMALIZE_AND_PROJECT,
        "Growing norms of weights lower an agent's effective learning rate. When projection stops"
            + " that, does it need a schedule?",
        "Rainbow on 57 Atari games, 200 million frames, four seeds: as it is, with layer"
            + " normalization before each nonlinearity, with normalize-and-project at a constant"
            + " rate, and with a rate that falls linearly from 6.25e-5 to 1e-6 half-way.");
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study(
                AgentSettings.SMALL,
                120_000,
                "\"minatar/asterix\", \"minatar/breakout\", \"minatar/space-invaders\""),
            List.of(
                AgentSettings.CHANGE,
                AgentSettings.SMALL_CHANGE,
                "Three games, 120,000 environment steps each, five seeds.")),
        new RecipeScale(
            RecipeScale.PAPER,
            study(
                AgentSettings.RAINBOW,
                5_000_000,
                "\"minatar/asterix\", \"minatar/breakout\", \"minatar/freeway\","
                    + " \"minatar/seaquest\", \"minatar/space-invaders\""),
            List.of(
                AgentSettings.CHANGE,
                "Five games, 5 million environment steps each, five seeds.")));
  }

  private static String study(AgentSettings settings, long steps, String games) {
    return """
    {"base": {%s},
     "axes": {
       "method": [
         {"label": "none", "set": {"normalization": {"type": "none"}}},
         {"label": "layer", "set": {"normalization": {"type": "layer"}}},
         {"label": "NaP, rate stays", "set": {"normalization": {"type": "normalize-and-project"}}},
         {"label": "NaP, rate falls", "set": {"normalization": {"type": "normalize-and-project"},
           "optimizer.schedule": {"type": "linear", "end": 0.016, "over": 0.5}}}],
       "environment.name": [%s]},
     "compare": "method", "baseline": "layer", "metric": "%s"}
    """
        .formatted(
            settings.base("", "\"steps\": " + steps, "{\"type\": \"constant\"}"), games, METRIC);
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        claim("With projection a rate that stays is worse than one that falls", NAP, NAP_FALLS),
        claim(
            "Projection at a rate that stays is often worse than layer normalization alone",
            NAP,
            LAYER),
        claim(
            "Layer normalization alone is worse than projection with a rate that falls",
            LAYER,
            NAP_FALLS),
        claim("No normalization is worse than projection with a rate that falls", NONE, NAP_FALLS));
  }

  private static Claim claim(String says, Arm worse, Arm better) {
    Measure measure = new AcrossEnvironments(GAME, Contrast.less(METRIC, worse, better));
    return new Claim(says, SOURCE, null, measure);
  }
}
