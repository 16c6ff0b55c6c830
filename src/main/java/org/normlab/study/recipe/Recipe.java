package org.normlab.study.recipe;

import java.util.List;
import java.util.function.Function;
import org.normlab.setting.Problem;
import org.normlab.spec.JobJson;
import org.normlab.spec.RecipeOrder;
import org.normlab.study.IllegalStudy;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment, ready to run by its name: how it is trained at each scale, and what is claimed.
 */
public sealed interface Recipe
    permits BoundedWeight,
        EffectiveLearningRate,
        HalfPrecision,
        KalmanLargeBatch,
        KalmanMicroBatch,
        L1VersusL2,
        SnnDepth,
        SnnUci,
        WeightDecayIsLearningRate,
        WhichNorm {
  About about();

  /** The smallest first. */
  List<Scale> scales();

  /** What the paper says, and how it is tried; none where there is no paper. */
  List<Claim> claims();

  /** Whether a request names its own data, and may name its network. */
  default boolean takesData() {
    return false;
  }

  /**
   * The study at a scale.
   *
   * @param reader reads and checks a job
   * @throws IllegalStudy where data or network of the order cannot be trained on
   */
  default ObjectNode study(Scale scale, RecipeOrder order, Function<String, JobJson.Read> reader) {
    return (ObjectNode) JsonMapper.shared().readTree(scale.study());
  }

  /**
   * The scale of this name.
   *
   * @throws IllegalStudy where there is none
   */
  default Scale scale(String name) {
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
                                    scales().stream().map(Scale::name).toList(),
                                    Recipes.cut(name))))));
  }
}
