package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Agreement;
import org.normlab.study.recipe.claim.Arm;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.study.recipe.claim.Contrast;
import org.normlab.study.recipe.claim.Margin;

/** Weight decay imitated by corrected steps. */
record WeightDecayIsLearningRate() implements Recipe {
  private static final String METRIC = "test.accuracy";
  private static final String SOURCE =
      "poster, VGG-11 on CIFAR-10; recovered from the plot's vectors, exact to 0.01";
  private static final Arm ON = Arm.of("decay");
  private static final Arm OFF = Arm.of("no decay");
  private static final Arm CORRECTED = Arm.of("no decay, corrected rate");
  private static final Arm NORMS = Arm.of("no decay, norms in the rate's place");

  /** Half of what decay gains: in the paper it gains 1.28 points, and half of that is 0.64. */
  private static final Margin MARGIN =
      Margin.of(0.5, "what decay gains (decay − no decay)", ON, OFF);

  @Override
  public RecipeDescription about() {
    return new RecipeDescription(
        "weight-decay-is-learning-rate",
        "Weight decay as a learning rate",
        Paper.NORM_MATTERS,
        "Can a training without weight decay do what one with it does, once its steps are as"
            + " large?",
        "VGG-11 with batch normalization on CIFAR-10, 80 epochs, batches of 128, SGD with momentum"
            + " 0.9, a rate of 0.1 that falls to a tenth every 20 epochs, decay 5e-4. Four runs of"
            + " one seed: with decay; without; without, each channel's steps corrected by its norm"
            + " over the one recorded with decay; without, at a rate that stays, norms rescaled in"
            + " the rate's place.");
  }

  @Override
  public List<RecipeScale> scales() {
    return List.of(
        new RecipeScale(
            RecipeScale.LAPTOP,
            study(
                MlpJson.mlp(256, 3),
                "\"fashion-mnist\", \"limit\": 10000, \"validation\": 0.05",
                40,
                5e-3),
            List.of(
                "Three fully connected layers of 256 on 10,000 images of Fashion-MNIST, 40 epochs"
                    + " with falls at the same shares, five seeds.",
                "Decay 5e-3 in place of 5e-4: there are 11 times fewer steps, and what decay does"
                    + " goes with their number.")),
        new RecipeScale(
            RecipeScale.PAPER,
            study("{\"type\": \"vgg\", \"depth\": 11}", "\"cifar-10\"", 80, 5e-4),
            List.of("Five seeds in place of one; a tenth of the training images validates.")));
  }

  private static String study(String architecture, String data, int epochs, double decay) {
    return """
    {"base": {"architecture": %s, "data": {"name": %s}, "batchSize": 128, "epochs": %d,
       "seeds": [0, 1, 2, 3, 4], "normalization": {"type": "batch"},
       "optimizer": {"type": "sgd", "learningRate": 0.1, "momentum": 0.9, "weightDecay": %s,
         "schedule": {"type": "step", "at": [0.25, 0.5, 0.75], "factor": 0.1}}},
     "axes": {"method": [
       {"label": "decay", "set": {"normalization": {"type": "batch"}, "recordNorms": true}},
       {"label": "no decay", "set": {"normalization": {"type": "batch"},
         "optimizer.weightDecay": 0}},
       {"label": "no decay, corrected rate", "set": {"normalization":
         {"type": "norm-matched-rate", "reference": "point:decay", "schedule": "rate"}}},
       {"label": "no decay, norms in the rate's place", "set": {"normalization":
         {"type": "norm-matched-rate", "reference": "point:decay", "schedule": "norm"}}}]},
     "compare": "method", "baseline": "decay"}
    """
        .formatted(architecture, data, epochs, decay);
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "Decay ends at a higher accuracy than none",
            SOURCE,
            "90.50 % against 89.22 %",
            Contrast.more(METRIC, ON, OFF)),
        new Claim(
            "Before the first fall of the rate it is behind",
            SOURCE,
            "epoch 20: 76.99 % against 85.77 %",
            Contrast.less(METRIC, ON, OFF).after(0.25)),
        new Claim(
            "Without decay, corrected steps end where decay does",
            SOURCE,
            "90.44 % against 90.50 %",
            Agreement.of(METRIC, CORRECTED, ON, MARGIN)),
        new Claim(
            "Corrected steps end at a higher accuracy than plain ones without decay",
            SOURCE,
            "90.44 % against 89.22 %",
            Contrast.more(METRIC, CORRECTED, OFF)),
        new Claim(
            "Norms that move in the rate's place end where decay does",
            SOURCE,
            "90.28 % against 90.50 %",
            Agreement.of(METRIC, NORMS, ON, MARGIN)));
  }
}
