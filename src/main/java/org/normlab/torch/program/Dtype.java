package org.normlab.torch.program;

import java.util.Map;
import java.util.regex.Pattern;

/** Names of number formats, and the numbers that stand for them in TorchScript archives. */
final class Dtype {
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "uint8", 0,
          "int32", 3,
          "int64", 4,
          "float16", 5,
          "float32", 6,
          "float64", 7,
          "bool", 11,
          "bfloat16", 15);

  private static final Pattern NAME =
      Pattern.compile("torch\\.(" + String.join("|", NUMBERS.keySet()) + ")\\b(?!\\()");

  private Dtype() {}

  /** A text in which numbers stand for the names. */
  static String numbered(String text) {
    return text.contains("torch.")
        ? NAME.matcher(text).replaceAll(name -> String.valueOf(NUMBERS.get(name.group(1))))
        : text;
  }
}
