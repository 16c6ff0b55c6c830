package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Agreement;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.Margin;

/** Batch normalization in other norms. */
record L1VersusL2() implements Recipe {
  private static final String METRIC = "test.accuracy";
  private static final String PLOT =
      "poster, ImageNet, ResNet-18; read off the plot, ±0.3 points of error";
  private static final Arm L2 = Arm.of("L2");
  private static final Arm L1 = Arm.of("L1");
  private static final Arm TOP = Arm.of("top-10");
  private static final Arm MAX = Arm.of("Linf");
  private static final String METHODS =
      """
      {"label": "L2", "set": {"normalization": {"type": "batch"}}},
      {"label": "L1", "set": {"normalization": {"type": "l1-batch"}}},
      {"label": "top-10", "set": {"normalization": {"type": "topk-batch", "k": 10}}},
      {"label": "Linf", "set": {"normalization": {"type": "linf-batch"}}},
      {"label": "L1, constant × 4", "set":
        {"normalization": {"type": "l1-batch", "constantFactor": 4}}},
      {"label": "L1, constant / 4", "set":
        {"normalization": {"type": "l1-batch", "constantFactor": 0.25}}}\
      """;

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "l1-vs-l2",
        "Batch normalization by absolute distances",
        Paper.NORM_MATTERS,
        "Can batch normalization do without squares, and does the constant matter?",
        "ImageNet, ResNet-18 and ResNet-50 with L2, L1, top-10 and Linf batch normalization; SGD"
            + " with momentum 0.9 at 0.1, a tenth after epochs 30 and 60, decay 1e-4, batches of"
            + " 256; the constant of L1 in place of √(π/2) four times and a quarter of it.");
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            Vision.laptop("[0, 1, 2, 3, 4]", "[0.05]", "L2", METHODS),
            List.of(Vision.CHANGE, "One rate, 0.05, no decay, five seeds.")),
        new RecipeScale(
            RecipeScale.PAPER,
            Vision.resnet56("L2", METHODS),
            List.of(
                "ResNet-56 on CIFAR-10, which the released code has, not ImageNet; decay stays.")));
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "L1 cannot be told from L2",
            PLOT,
            "33.5 % error for both",
            Agreement.of(
                METRIC, L1, L2, Margin.of(0.5, "what top-10 costs (L2 − top-10)", L2, TOP))),
        new Claim(
            "Top-10 is a little less accurate than L2",
            PLOT,
            "errors of 34.3 % against 33.5 %",
            Contrast.less(METRIC, TOP, L2)),
        new Claim(
            "Linf is less accurate than L2",
            PLOT,
            "errors of 36.0 % against 33.5 %",
            Contrast.less(METRIC, MAX, L2)),
        new Claim(
            "Linf is less accurate than top-10",
            PLOT,
            "errors of 36.0 % against 34.3 %",
            Contrast.less(METRIC, MAX, TOP)),
        new Claim(
            "Four times the constant of L1 costs accuracy",
            "poster, 80 epochs; read off the plot",
            "errors of 35.2 % against 33.9 %",
            Contrast.less(METRIC, Arm.of("L1, constant × 4"), L1)),
        new Claim(
            "A quarter of it costs more",
            "poster, 80 epochs; read off the plot",
            "errors of 36.0 % against 33.9 %",
            Contrast.less(METRIC, Arm.of("L1, constant / 4"), L1)));
  }
}
