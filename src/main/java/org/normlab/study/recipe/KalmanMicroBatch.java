package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;

/** Kalman normalization where each statistic is of two images. */
record KalmanMicroBatch() implements Recipe {
  private static final String METRIC = "test.accuracy";
  private static final Arm BATCH = Arm.of("batch, of 2");
  private static final Arm WHOLE = Arm.of("batch, whole");
  private static final Arm GROUP = Arm.of("group");
  private static final Arm PROPAGATED = Arm.of("kalman, propagated");
  private static final Arm LEARNED = Arm.of("kalman, learned");
  private static final String PLOT =
      "plots of the released code, CIFAR-10, 64 groups of 2; read off, approximate";
  private static final String METHODS =
      """
      {"label": "batch, of 2", "set": {"microBatch": 2, "normalization": {"type": "batch"}}},
      {"label": "batch, whole", "set": {"normalization": {"type": "batch"}}},
      {"label": "group", "set": {"normalization": {"type": "group"}}},
      {"label": "kalman, propagated", "set": {"microBatch": 2, "normalization":
        {"type": "kalman", "transition": "propagated", "gain": 0.1, "gainFixed": true}}},
      {"label": "kalman, learned", "set": {"microBatch": 2, "normalization":
        {"type": "kalman", "transition": "learned", "gain": 0.1, "gainFixed": true}}}\
      """;

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "kalman-micro-batch",
        "Kalman normalization with statistics of two images",
        Paper.KALMAN,
        "With statistics of few images, does a prediction from the layer before help?",
        "ImageNet, ResNet-50 with 4 images on each processor. The released code has CIFAR-10 alone:"
            + " a pre-activation ResNet-32, batches of 128 in 64 groups that are normalized apart,"
            + " a gain of 0.1 on the observation, SGD with momentum 0.9 at 0.01 for one epoch, then"
            + " 0.1, 0.01 from epoch 82, 0.001 from 123, 0.0002 from 300, L2 of 2e-4.");
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            Vision.laptop("[0, 1, 2, 3]", "[0.01, 0.05]", "batch, of 2", METHODS),
            List.of(Vision.CHANGE, "Rates 0.01 and 0.05, no decay, four seeds.")),
        new RecipeScale(
            RecipeScale.PAPER,
            Vision.cifar(
                "{\"type\": \"resnet\", \"depth\": 32, \"preActivation\": true}",
                400,
                KalmanLargeBatch.OPTIMIZER,
                "batch, of 2",
                METHODS),
            KalmanLargeBatch.CHANGES));
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "Kalman normalization is more accurate than batch normalization on micro-batches",
            "abstract: ImageNet, ResNet-50, batches of 4",
            "3.4 points more top-1 accuracy",
            Contrast.more(METRIC, PROPAGATED, BATCH)),
        new Claim(
            "So it is with a trained transition, as the paper writes it",
            "abstract: ImageNet, ResNet-50, batches of 4",
            "3.4 points more top-1 accuracy",
            Contrast.more(METRIC, LEARNED, BATCH)),
        new Claim(
            "It is more accurate than group normalization",
            PLOT,
            "errors of 7.6 % against 8.5 %",
            Contrast.more(METRIC, PROPAGATED, GROUP)),
        new Claim(
            "Group normalization is more accurate than batch normalization of two images",
            PLOT,
            "errors of 8.5 % against 8.7 %",
            Contrast.more(METRIC, GROUP, BATCH)),
        new Claim(
            "It is more accurate than batch normalization of the whole batch",
            "the authors' own order of methods, in their second repository",
            null,
            Contrast.more(METRIC, PROPAGATED, WHOLE)));
  }
}
