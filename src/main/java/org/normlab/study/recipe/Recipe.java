package org.normlab.study.recipe;

import java.util.List;
import java.util.function.Function;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.wire.JobJson;
import org.normlab.wire.RecipeOrder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment, ready to run by its name: how it is trained at each scale, and what is claimed.
 */
public sealed interface Recipe
    permits AgentEffectiveRate,
        BoundedWeightRecipe,
        EffectiveLearningRate,
        GameSequence,
        HalfPrecision,
        KalmanLargeBatch,
        KalmanMicroBatch,
        L1VersusL2,
        PlasticityRecipe,
        SnnDepth,
        SnnUci,
        WeightDecayIsLearningRate,
        WhichNorm {
  RecipeDescription about();

  /** The smallest first. */
  List<RecipeScale> scales();

  /** Returns what the paper says, and how it is tried; none where there is no paper. */
  List<Claim> claims();

  /** Returns whether a request names its own data, and may name its network. */
  default boolean takesData() {
    return false;
  }

  /**
   * The study at a scale.
   *
   * @param reader reads and checks a job
   * @throws IllegalStudy where data or network of the order cannot be trained on
   */
  default ObjectNode study(
      RecipeScale scale, RecipeOrder order, Function<String, JobJson.Read> reader) {
    return (ObjectNode) JsonMapper.shared().readTree(scale.study());
  }

  /**
   * The scale of this name.
   *
   * @throws IllegalStudy where there is none
   */
  default RecipeScale scale(String name) {
    return scales().stream()
        .filter(scale -> scale.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStudy(
                    List.of(
                        new Problem(
                            "/scale",
                            "recipe %s has the scales %s; received \"%s\""
                                .formatted(
                                    about().name(),
                                    scales().stream().map(RecipeScale::name).toList(),
                                    Recipes.cut(name))))));
  }
}
