package org.normlab.study.recipe;

/** Describes what recipes on images have in common where they run on a laptop. */
final class Vision {
  static final String CHANGE =
      "Fashion-MNIST (6,000 of 60,000 images, 2 epochs in batches of 32) in place of ImageNet or"
          + " CIFAR-10, a residual network of depth 8 and width 8; the rate falls along a cosine"
          + " and is chosen for each method on validation rows.";

  private Vision() {}

  /**
   * A residual network on part of Fashion-MNIST.
   *
   * @param seeds as a JSON list
   * @param rates among which each method's is chosen
   * @param methods labelled values of the axis "method"
   */
  static String laptop(String seeds, String rates, String baseline, String methods) {
    return """
    {"base": {"architecture": {"type": "resnet", "depth": 8, "width": 8},
       "data": {"name": "fashion-mnist", "limit": 6000, "validation": 0.02},
       "batchSize": 32, "epochs": 2, "seeds": %s, "optimizer": {"type": "sgd"}},
     "axes": {"method": [%s], "learningRate": %s}, "compare": "method", "baseline": "%s",
     "select": {"over": ["learningRate"]}}
    """
        .formatted(seeds, methods, rates, baseline);
  }

  /** ResNet-56 on CIFAR-10 as its released code trains it: 164 epochs, a tenth after 81 and 122. */
  static String resnet56(String baseline, String methods) {
    return cifar(
        "{\"type\": \"resnet\", \"depth\": 56}",
        164,
        """
        {"type": "sgd", "learningRate": 0.1, "momentum": 0.9, "weightDecay": 1e-4,
         "schedule": {"type": "step", "at": [0.494, 0.744], "factor": 0.1}}\
        """,
        baseline,
        methods);
  }

  /** CIFAR-10 with crops and flips, as the papers' networks of that size are trained. */
  static String cifar(
      String architecture, int epochs, String optimizer, String baseline, String methods) {
    return """
    {"base": {"architecture": %s,
       "data": {"name": "cifar-10", "augment": {"crop": 4, "flip": true}},
       "batchSize": 128, "epochs": %d, "seeds": [0, 1, 2, 3, 4], "optimizer": %s},
     "axes": {"method": [%s]}, "compare": "method", "baseline": "%s"}
    """
        .formatted(architecture, epochs, optimizer, methods, baseline);
  }
}
