package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;

/** Weights of a fixed norm in place of batch normalization. */
record BoundedWeightRecipe() implements Recipe {
  private static final String METRIC = "test.accuracy";
  private static final String SOURCE = "poster, ImageNet, ResNet-50, at the end of training";
  private static final Arm BATCH = Arm.of("batch");
  private static final Arm BOUNDED = Arm.of("bounded-weight");
  private static final Arm WEIGHT = Arm.of("weight");
  private static final String METHODS =
      """
      {"label": "batch", "set": {"normalization": {"type": "batch"}}},
      {"label": "bounded-weight", "set": {"normalization": {"type": "bounded-weight"},
        "optimizer.weightDecay": 0}},
      {"label": "weight", "set": {"normalization": {"type": "weight"}}}\
      """;

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "bounded-weight",
        "Weights of a fixed norm in place of batch normalization",
        Paper.NORM_MATTERS,
        "How far are weights of a fixed norm behind batch normalization, and ahead of weight"
            + " normalization?",
        "ImageNet, ResNet-50: each row of weights has the norm that its layer had at first, with"
            + " mean-only batch normalization and no decay; twice the rate of batch normalization,"
            + " a tenth after epochs 30, 60 and 90.");
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            Vision.laptop("[0, 1, 2, 3]", "[0.01, 0.05, 0.2]", "batch", METHODS),
            List.of(Vision.CHANGE, "Rates 0.01, 0.05 and 0.2, no decay, four seeds.")),
        new RecipeScale(
            RecipeScale.PAPER,
            Vision.resnet56("batch", METHODS),
            List.of(
                "ResNet-56 on CIFAR-10, which the released code has, not ImageNet; one rate for"
                    + " all.")));
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "Bounded weights are behind batch normalization",
            SOURCE,
            "errors of 28.25 % against 25.97 %",
            Contrast.less(METRIC, BOUNDED, BATCH)),
        new Claim(
            "They are ahead of weight normalization",
            SOURCE + "; weight normalization as others reported it",
            "errors of 28.25 % against 33.0 %",
            Contrast.more(METRIC, BOUNDED, WEIGHT)));
  }
}
