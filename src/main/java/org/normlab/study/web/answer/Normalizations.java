package org.normlab.study.web.answer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.normlab.study.answer.aggregate.AggregateSettings;
import org.normlab.study.answer.aggregate.ScoreNormalization;
import org.normlab.study.answer.aggregate.ScoreReference;
import org.normlab.web.RequestParams;

/** Reads how a study's runs are to be aggregated over blocks. */
final class Normalizations {
  static final String WORDS =
      "known: by the returns of random play and of a reference agent, where the metric is a return"
          + " and these are known of all blocks; none: values as they are; or random:reference,"
          + " once for all blocks or once for each in their order with commas between, such as"
          + " 0.1:0.98,0.33:1";
  static final String RESAMPLES =
      "The number of resamples of the runs, 200 to 50,000, and less for a large study; 2,000 where"
          + " it is absent";

  private static final String NUMBER = "(-?[0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]{1,3})?)";
  private static final Pattern PAIR = Pattern.compile(NUMBER + ":" + NUMBER);

  /** Longer numbers have more digits than a double. */
  private static final int LONGEST_PAIR = 60;

  private Normalizations() {}

  /**
   * Reads both parameters.
   *
   * @param normalize {@code known}, {@code none}, or pairs {@code random:reference} with commas
   *     between
   */
  static AggregateSettings of(String normalize, @Nullable Integer resamples) {
    ScoreNormalization read =
        switch (normalize) {
          case "known" -> new ScoreNormalization.Known();
          case "none" -> new ScoreNormalization.None();
          default -> new ScoreNormalization.Given(pairs(normalize));
        };
    return new AggregateSettings(read, resamples);
  }

  private static List<ScoreReference> pairs(String text) {
    return Arrays.stream(text.split(",", -1)).map(one -> pair(one.strip())).toList();
  }

  private static ScoreReference pair(String text) {
    Matcher pair = PAIR.matcher(text);
    if (text.length() <= LONGEST_PAIR && pair.matches()) {
      double random = Double.parseDouble(pair.group(1));
      double reference = Double.parseDouble(pair.group(2));
      if (Double.isFinite(reference - random)) {
        return new ScoreReference(random, reference);
      }
    }
    throw RequestParams.bad(
        "normalize must be known, none, or random:reference of all blocks or of each, such as 0.1:0.98,0.33:1; received \"%s\""
            .formatted(RequestParams.quoted(text)));
  }
}
