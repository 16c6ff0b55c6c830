package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;

/** Kalman normalization where statistics are of a whole batch. */
record KalmanLargeBatch() implements Recipe {
  /** The released code's, but for its first epoch at a tenth of the rate. */
  static final String OPTIMIZER =
      """
      {"type": "sgd", "learningRate": 0.1, "momentum": 0.9, "weightDecay": 2e-4,
       "decayNormalization": false,
       "schedule": {"type": "step", "at": [0.205, 0.3075, 0.75], "factor": 0.1}}\
      """;

  static final List<String> CHANGES =
      List.of(
          "CIFAR-10, which the released code has, not ImageNet.",
          "The rate does not begin at 0.01 for one epoch, falls to a tenth thrice, and L2 stays.");

  private static final String METHODS =
      """
      {"label": "batch", "set": {"normalization": {"type": "batch"}}},
      {"label": "kalman, propagated", "set": {"normalization":
        {"type": "kalman", "transition": "propagated", "gain": 0.95, "gainFixed": true}}},
      {"label": "kalman, learned", "set": {"normalization":
        {"type": "kalman", "transition": "learned", "gain": 0.95, "gainFixed": true}}}\
      """;

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "kalman-large-batch",
        "Kalman normalization with statistics of a whole batch",
        Paper.KALMAN,
        "Where batches are large, does a prediction from the layer before still help?",
        "The released code: CIFAR-10, a pre-activation ResNet-110, batches of 128 with statistics"
            + " of all images, a gain of 0.95 on the observation, and the schedule of"
            + " kalman-micro-batch.");
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            Vision.laptop("[0, 1, 2, 3]", "[0.01, 0.05]", "batch", METHODS),
            List.of(Vision.CHANGE, "Rates 0.01 and 0.05, no decay, four seeds.")),
        new RecipeScale(
            RecipeScale.PAPER,
            Vision.cifar(
                "{\"type\": \"resnet\", \"depth\": 110, \"preActivation\": true}",
                400,
                OPTIMIZER,
                "batch",
                METHODS),
            CHANGES));
  }

  @Override
  public List<Claim> claims() {
    String source = "plots of the released code, CIFAR-10, ResNet-110; read off, approximate";
    String published = "errors of 5.9 % against 6.2 %";
    return List.of(
        claim("Kalman normalization is a little more accurate", source, published, "propagated"),
        claim("So it is with a trained transition", source, published, "learned"));
  }

  private static Claim claim(String says, String source, String published, String transition) {
    return new Claim(
        says,
        source,
        published,
        Contrast.more("test.accuracy", Arm.of("kalman, " + transition), Arm.of("batch")));
  }
}
