package org.normlab.study.recipe;

import java.util.List;
import org.normlab.metric.AgentMetrics;
import org.normlab.study.recipe.claim.Agreement;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.Margin;

/** Agents that play one game after another, twice, beside ones whose weights are drawn anew. */
record GameSequence() implements Recipe {
  private static final String SECOND = AgentMetrics.SECOND_CYCLE.name();
  private static final String CHANGE = AgentMetrics.SECOND_MINUS_FIRST.name();
  private static final String METHOD = "method";
  private static final Arm KEPT = Arm.of("kept");
  private static final Arm FRESH = Arm.of("fresh");
  private static final String SOURCE = "sequence of ten Atari games; its numbers are in plots";

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "rl-sequence",
        "Games in a sequence, played twice",
        Paper.NORMALIZE_AND_PROJECT,
        "Does an agent that has played a sequence of games learn them as well as a fresh one when"
            + " they come again?",
        "Rainbow on ten Atari games in turn, 20 million frames each, twice. Parameters are kept;"
            + " the optimizer and its schedule begin anew at each change: from 1e-8 in 1,000"
            + " updates to 6.25e-5, then along a cosine to 1e-6. Without normalization, with layer"
            + " normalization, and with normalize-and-project whose scales and offsets return to"
            + " their start; the second visit is held against a randomly initialized network.");
  }

  @Override
  public List<RecipeScale> scales() {
    String open =
        "What the paper does not say: replay and exploration begin anew at each change, too;"
            + " scales and offsets return by 1 % an update. The fresh network is the same"
            + " training with weights drawn anew at each change.";
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study(
                AgentSettings.SMALL,
                60_000,
                0.067,
                "\"minatar/breakout\", \"minatar/space-invaders\""),
            List.of(
                AgentSettings.CHANGE,
                AgentSettings.SMALL_CHANGE,
                "Two games, 60,000 environment steps a visit, five seeds.",
                open)),
        new RecipeScale(
            RecipeScale.PAPER,
            study(
                AgentSettings.RAINBOW,
                2_000_000,
                0.002,
                "\"minatar/asterix\", \"minatar/breakout\", \"minatar/freeway\","
                    + " \"minatar/seaquest\", \"minatar/space-invaders\""),
            List.of(
                AgentSettings.CHANGE,
                "Five games, 2 million environment steps a visit, five seeds.",
                open)));
  }

  /**
   * The study.
   *
   * @param warmup 1,000 updates as a share of those of a visit
   */
  private static String study(AgentSettings settings, long steps, double warmup, String games) {
    String environment = "\"sequence\": [%s], \"cycles\": 2, ".formatted(games);
    String schedule = "{\"type\": \"warmup-cosine\", \"warmup\": %s}".formatted(warmup);
    return """
    {"base": {%s},
     "axes": {
       "weights": [
         {"label": "kept", "set": {"environment.fresh": false}},
         {"label": "fresh", "set": {"environment.fresh": true}}],
       "method": [
         {"label": "none", "set": {"normalization": {"type": "none"}}},
         {"label": "layer", "set": {"normalization": {"type": "layer"}}},
         {"label": "NaP", "set": {"normalization":
           {"type": "normalize-and-project", "scaleOffset": "decay"}}}]},
     "compare": "weights", "baseline": "fresh", "metric": "%s"}
    """
        .formatted(settings.base(environment, "\"stepsPerVisit\": " + steps, schedule), SECOND);
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "With projection the second visits are learned as well as by a fresh network",
            SOURCE,
            null,
            Agreement.noMore(
                SECOND,
                fresh("NaP"),
                kept("NaP"),
                Margin.above(
                    0.2,
                    "what a fresh network learns (its score − that of random play)",
                    fresh("NaP"),
                    0))),
        below("Without normalization they are learned worse", "none"),
        below("With layer normalization alone they are, too", "layer"),
        better("none", "without normalization"),
        better("layer", "with layer normalization alone"),
        new Claim(
            "Without normalization a network falls further behind its first visits than a fresh"
                + " one",
            "not in the paper: the second visits measured from the first",
            null,
            Contrast.less(CHANGE, kept("none"), fresh("none"))));
  }

  private static Claim below(String says, String method) {
    return new Claim(says, SOURCE, null, Contrast.less(SECOND, kept(method), fresh(method)));
  }

  private static Claim better(String method, String than) {
    return new Claim(
        "A network that is kept learns the second visits better with projection than " + than,
        SOURCE,
        null,
        Contrast.more(SECOND, kept("NaP"), kept(method)));
  }

  private static Arm kept(String method) {
    return KEPT.at(METHOD, method);
  }

  private static Arm fresh(String method) {
    return FRESH.at(METHOD, method);
  }
}
