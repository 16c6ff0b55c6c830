package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;

/** Figure 1 of the paper on self-normalizing networks: training loss over depth. */
record SnnDepth() implements Recipe {
  private static final String SOURCE =
      "Figure 1, MNIST, epoch 2000; read off the plots of the released notebook, approximate";
  private static final Arm SNN = Arm.of("SNN");
  private static final Arm BATCH = Arm.of("BatchNorm");

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "snn-depth",
        "Training loss of networks of 8, 16 and 32 layers",
        Paper.SNN,
        "Do self-normalizing networks reach a lower training loss than batch normalization, and a"
            + " lower one the deeper they are?",
        "Fully connected networks as wide as their input, on MNIST and CIFAR-10; SELU with weights"
            + " of variance 1/n, against ReLU with batch normalization after the activation and"
            + " weights of variance 2/n. Gradient descent without momentum, batches of 128, a rate"
            + " of 1e-5 on the sum of a batch's losses (1.28e-3 on their mean), 2000 epochs, no"
            + " dropout.");
  }

  @Override
  public List<RecipeScale> scales() {
    String placed =
        "Batch normalization stands before the activation, where the released script has it after.";
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study("\"mnist\", \"limit\": 6000, \"validation\": 0.02", 64, 45, 0.03),
            List.of(
                "6,000 of 60,000 images, width 64 in place of 784, 45 epochs in place of 2000, and"
                    + " a rate of 0.03 in place of 0.00128.",
                "MNIST only.",
                placed)),
        new RecipeScale(
            RecipeScale.PAPER,
            study("\"mnist\", \"validation\": 0.02", 784, 2000, 1.28e-3),
            List.of("MNIST only.", placed)));
  }

  private static String study(String data, int width, int epochs, double rate) {
    return """
    {"base": {"data": {"name": %s}, "batchSize": 128, "epochs": %d, "seeds": [0, 1, 2, 3, 4],
       "optimizer": {"type": "sgd", "learningRate": %s, "momentum": 0,
         "schedule": {"type": "constant"}}},
     "axes": {
       "network": [
         {"label": "SNN", "set": {"normalization": {"type": "self-normalizing"}}},
         {"label": "BatchNorm", "set": {"normalization": {"type": "batch"}}}],
       "depth": [
         {"label": "8", "set": {"architecture": %s}},
         {"label": "16", "set": {"architecture": %s}},
         {"label": "32", "set": {"architecture": %s}}]},
     "compare": "network", "baseline": "BatchNorm", "metric": "train.loss"}
    """
        .formatted(
            data,
            epochs,
            rate,
            MlpJson.mlp(width, 8),
            MlpJson.mlp(width, 16),
            MlpJson.mlp(width, 32));
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        lower("With 8 layers the SNN ends at a lower training loss", "6e-5 against 2.2e-4", "8"),
        lower("With 16 layers too", "1.6e-5 against 2.8e-4", "16"),
        lower("With 32 layers too", "7e-6 against 5e-4", "32"),
        new Claim(
            "A deeper SNN ends at a lower training loss",
            SOURCE,
            "7e-6 with 32 layers, 6e-5 with 8",
            Contrast.less("train.loss", SNN.at("depth", "32"), SNN.at("depth", "8"))),
        new Claim(
            "A deeper network with batch normalization ends at a higher one",
            SOURCE,
            "5e-4 with 32 layers, 2.2e-4 with 8",
            Contrast.more("train.loss", BATCH.at("depth", "32"), BATCH.at("depth", "8"))));
  }

  private static Claim lower(String says, String published, String depth) {
    return new Claim(
        says,
        SOURCE,
        published,
        Contrast.less("train.loss", SNN.at("depth", depth), BATCH.at("depth", depth)));
  }
}
