package org.normlab.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes what a user asks many jobs: a base job, the axes that vary, and how the answer is read.
 */
public record StudySpec(
    @Setting(
            value = "a name for people; need not be unique",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String name,
    @Setting(value = "what the study is to find out", preset = "null", minSize = 1, maxSize = 4000)
        @Nullable String question,
    @Setting("what all jobs share, as POST /jobs takes it; its seeds are the study's")
        ObjectNode base,
    @Setting(
            value =
                "values by field of the job (\"normalization\", \"optimizer.learningRate\"): a list"
                    + " of values, or a distribution ({\"logUniform\": [1e-4, 1]}, {\"uniform\":"
                    + " [0, 1]}, {\"choice\": [...]}); a list of {\"label\": …, \"set\": {field:"
                    + " value}} may have any name",
            preset = "{}")
        ObjectNode axes,
    @Setting(
            value =
                "points, objects with a value for each field that any has; crossed with the axes",
            preset = "[]")
        ArrayNode list,
    @Setting(
            value = "joint draws of the axes that are distributions, crossed with the lists",
            preset = "null",
            min = 1,
            max = 10_000)
        @Nullable Integer samples,
    @Setting(value = "seed of the draws", preset = "0", min = 0) long sampleSeed,
    @Setting(
            value = "the axis whose values are compared [normalization, else the first]",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String compare,
    @Setting(
            value =
                "the value of the compared axis, by its label, against which others are tested"
                    + " [the first]",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String baseline,
    @Setting(
            value =
                "metric of a run's summary that is reported: of its last epoch, or with best."
                    + " before it of its best one",
            preset = "\"test.accuracy\"",
            minSize = 1,
            maxSize = 100)
        String metric,
    @Setting(value = "how settings are chosen before methods are compared", preset = "null")
        @Nullable Selection select,
    @Setting(value = "words to find the study by, name to text", preset = "{}", maxSize = 16)
        Map<String, String> tags) {

  /**
   * Settings that are chosen for each compared value by itself.
   *
   * @param over axes; every value of theirs is trained for each method
   * @param by metric by which the best is chosen
   */
  public record Selection(
      @Setting(value = "axes whose best value is chosen", minSize = 1, maxSize = 16)
          List<String> over,
      @Setting(
              value = "metric by which it is chosen",
              preset = "\"validation.accuracy\"",
              minSize = 1,
              maxSize = 100)
          String by)
      implements Checked {
    @Override
    public List<Problem> problems() {
      return by.replaceFirst("^best\\.", "").startsWith("test.")
          ? List.of(
              new Problem(
                  "/by",
                  "settings are chosen by validation or training metrics and reported on test;"
                      + " received \""
                      + by
                      + "\""))
          : List.of();
    }
  }
}
