package org.normlab.study.recipe;

/** What recipes on images have in common where they run on a laptop. */
final class Vision {
  static final String CHANGE =
      "Fashion-MNIST (6,000 of 60,000 images, 3 epochs) in place of ImageNet or CIFAR-10, a"
          + " residual network of depth 8 and width 8, five seeds.";

  private Vision() {}

  /**
   * A residual network on part of Fashion-MNIST.
   *
   * @param methods labelled values of the axis "method"
   */
  static String laptop(double rate, String baseline, String methods) {
    return """
    {"base": {"architecture": {"type": "resnet", "depth": 8, "width": 8},
       "data": {"name": "fashion-mnist", "limit": 6000, "validation": 0.01},
       "batchSize": 128, "epochs": 3, "seeds": [0, 1, 2, 3, 4],
       "optimizer": {"type": "sgd", "learningRate": %s}},
     "axes": {"method": [%s]}, "compare": "method", "baseline": "%s"}
    """
        .formatted(rate, methods, baseline);
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
