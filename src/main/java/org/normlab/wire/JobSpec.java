package org.normlab.wire;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;
import org.normlab.train.TrainingSpec;

/** Describes what a user submits: a training and how the service treats it. */
public record JobSpec(
    @Setting(
            value = "a name for people; need not be unique",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String name,
    TrainingSpec training,
    @Setting(
            value = "jobs of higher priority start first",
            preset = "0",
            min = MIN_PRIORITY,
            max = MAX_PRIORITY)
        int priority,
    @Setting(
            value = "a job that has run for so long fails; ISO 8601, null for no limit",
            preset = "null")
        @Nullable Duration maxDuration,
    @Setting(value = "words to find the job by, name to text", preset = "{}", maxSize = 32)
        Map<String, String> tags) {
  public static final int MIN_PRIORITY = -100;
  public static final int MAX_PRIORITY = 100;
}
