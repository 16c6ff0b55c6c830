package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Agreement;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.FailureMeasure;
import org.normlab.study.recipe.claim.Margin;

/** Batch normalization all in float16. */
record HalfPrecision() implements Recipe {
  private static final String METRIC = "test.accuracy";
  private static final String VALUES = "values a channel";
  private static final String MANY = "16384";

  /** The number of classes of Fashion-MNIST. */
  private static final int CLASSES = 10;

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "half-precision",
        "Batch normalization all in float16",
        Paper.NORM_MATTERS,
        "Can L1 batch normalization be computed in halves, and does L2 fail there?",
        "ImageNet, ResNet-18, all operations of a normalizer in float16, sums too; ResNet-18's"
            + " first layers have 256 × 112² = 3.2 million values a channel. Rates fall after"
            + " epochs 60 and 75.");
  }

  @Override
  public List<RecipeScale> scales() {
    String network =
        "Fully connected networks: convolutions in float16 are 10 to 15 times slower on a"
            + " processor. What a convolution has in values a channel, a batch has here: 128, and"
            + " 16,384, where the sum of squares can pass 65504.";
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study("[64, 64]", 1, 15, "[0, 1, 2, 3, 4, 5]"),
            List.of(network, "Fashion-MNIST, two layers of 64, 1 and 15 epochs, six seeds.")),
        new RecipeScale(
            RecipeScale.PAPER,
            study("[256, 256, 256]", 20, 100, "[0, 1, 2, 3, 4, 5]"),
            List.of(network, "Fashion-MNIST, three layers of 256, 20 and 100 epochs.")));
  }

  private static String study(String hidden, int few, int many, String seeds) {
    return """
    {"base": {"architecture": {"type": "mlp", "hidden": %s},
       "data": {"name": "fashion-mnist", "validation": 0.02},
       "optimizer": {"type": "sgd", "learningRate": 0.1}, "seeds": %s},
     "axes": {
       "method": [
         {"label": "L2, float32", "set":
           {"normalization": {"type": "batch"}, "precision": "float32"}},
         {"label": "L2, float16", "set":
           {"normalization": {"type": "batch"}, "precision": "float16-all"}},
         {"label": "L1, float16", "set":
           {"normalization": {"type": "l1-batch"}, "precision": "float16-all"}}],
       "%s": [
         {"label": "128", "set": {"batchSize": 128, "epochs": %d}},
         {"label": "16384", "set": {"batchSize": 16384, "epochs": %d}}]},
     "compare": "method", "baseline": "L2, float32"}
    """
        .formatted(hidden, seeds, VALUES, few, many);
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "L1 all in float16 is about as accurate as L2 in float32",
            "poster, ImageNet, ResNet-18; read off the plot",
            "errors of 33.9 % against 33.3 %",
            Agreement.of(
                METRIC,
                at("L1, float16", MANY),
                at("L2, float32", MANY),
                Margin.above(
                    0.02,
                    "what L2 in float32 learns (its accuracy − that of guessing)",
                    at("L2, float32", MANY),
                    1.0 / CLASSES))),
        new Claim(
            "L2 in float16 fails",
            "poster, ImageNet, ResNet-18, float32 accumulators; read off the plot",
            "77 to 97 % error over the 20 epochs shown",
            new FailureMeasure(METRIC, at("L2, float16", MANY), CLASSES)),
        new Claim(
            "L2 in float16 is less accurate than L1 in float16",
            "poster, ImageNet, ResNet-18; read off the plot",
            "77 to 97 % error against 33.9 %",
            Contrast.less(METRIC, at("L2, float16", MANY), at("L1, float16", MANY))),
        new Claim(
            "So it is where sums are small",
            "not in the paper: 128 values a channel",
            null,
            Contrast.less(METRIC, at("L2, float16", "128"), at("L1, float16", "128"))));
  }

  private static Arm at(String method, String values) {
    return Arm.of(method).at(VALUES, values);
  }
}
