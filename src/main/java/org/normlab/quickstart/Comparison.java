package org.normlab.quickstart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes what is compared: one deep network under four methods, everything else equal. Plain
 * gradient descent: with momentum, twelve layers without a normalizer diverge at rates that suit
 * the others. A fixed width, because a measured one changes from time to time, and rounding with
 * it.
 */
final class Comparison {
  static final List<String> METHODS = List.of("none", "batch", "layer", "self-normalizing");
  static final int SEEDS = 5;
  static final int LAYERS = 12;
  static final int EPOCHS = 40;

  private Comparison() {}

  /** Submits one job a method and returns their ids, in the order of the methods. */
  static List<String> submit(Client client, String tag)
      throws IOException, InterruptedException, Stop {
    List<String> ids = new ArrayList<>();
    for (String method : METHODS) {
      JsonNode job = JsonMapper.shared().readTree(job(method, tag));
      ids.add(client.post("/jobs", job).path("id").asString());
    }
    return List.copyOf(ids);
  }

  private static String job(String method, String tag) {
    return """
    {"name": "quickstart: %1$s",
     "architecture": {"type": "mlp", "hidden": [64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64]},
     "normalization": {"type": "%1$s"},
     "data": {"name": "digits", "validation": 0.2},
     "optimizer": {"type": "sgd", "learningRate": 0.1, "momentum": 0},
     "epochs": %3$d, "batchSize": 32, "seeds": [0, 1, 2, 3, 4], "fuse": 5,
     "tags": {"quickstart": "%2$s"}}
    """
        .formatted(method, tag, EPOCHS);
  }
}
