package org.normlab.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.environment.EpisodeEnd;
import org.normlab.environment.EpisodeReplay;
import org.normlab.environment.GameSettings;
import org.normlab.environment.KnownEnvironment;
import org.normlab.environment.StoredEpisode;

/** One episode of a trained agent, as the API shows it. */
@Schema(
    name = "Episode",
    description =
        "One episode of a trained agent, played again from its actions. What was seen stands before"
            + " each step and after the last one.")
record EpisodeView(
    @Schema(description = "The number of the run within its job, from 0.") int run,
    @Schema(description = "Which of the environments that are played in turn, from 0.") int visit,
    @ArraySchema(arraySchema = @Schema(description = "The visits of which there are episodes."))
        List<Integer> visits,
    @Schema(description = "The word of the environment.") String environment,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "The shape of what is seen: [channels, 10, 10] of MinAtar, [numbers] of"
                            + " classic control."))
        List<Integer> shape,
    @ArraySchema(arraySchema = @Schema(description = "The names of its channels or numbers."))
        List<String> observed,
    @ArraySchema(arraySchema = @Schema(description = "The names of the agent's actions."))
        List<String> actionNames,
    @ArraySchema(
            arraySchema =
                @Schema(description = "The action of each step, a place among actionNames."))
        List<Integer> actions,
    @ArraySchema(arraySchema = @Schema(description = "The reward of each step."))
        List<Integer> rewards,
    @Schema(
            description = "The undiscounted sum of the rewards.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("return")
        long returned,
    @Schema(
            description =
                "How it ended: by the rules, by the limit of steps, or cut since it was too long to"
                    + " be shown.")
        EpisodeEnd ended,
    @Schema(
            description =
                "What was seen of MinAtar, in Base64: so many bytes each as hold a bit for every"
                    + " cell. Bit 100·channel + 10·y + x stands for a cell, the first in the lowest"
                    + " bit of the first byte.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String bits,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What was seen of classic control, in the units of the environment."))
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<List<Float>> numbers) {

  /** Says how many cells a row and a column of MinAtar have. */
  private static final int SIDE = 10;

  static EpisodeView of(
      int run,
      int visit,
      List<Integer> visits,
      GameSettings settings,
      StoredEpisode episode,
      EpisodeReplay replay) {
    KnownEnvironment environment = settings.environment();
    int observed = environment.observed().size();
    boolean isGrid = environment.isGrid();
    return new EpisodeView(
        run,
        visit,
        visits,
        environment.word(),
        isGrid ? List.of(observed, SIDE, SIDE) : List.of(observed),
        environment.observed(),
        settings.actionNumbers().stream().map(environment.actions()::get).toList(),
        numbers(episode.actions()),
        Arrays.stream(replay.rewards()).boxed().toList(),
        replay.returned(),
        replay.end(),
        isGrid ? bits(replay) : null,
        isGrid ? null : numbers(replay));
  }

  private static List<Integer> numbers(byte[] actions) {
    List<Integer> numbers = new ArrayList<>();
    for (byte action : actions) {
      numbers.add((int) action);
    }
    return numbers;
  }

  private static String bits(EpisodeReplay replay) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (EpisodeReplay.Seen seen : replay.seen()) {
      if (seen instanceof EpisodeReplay.Bits bits) {
        all.writeBytes(bits.packed());
      }
    }
    return Base64.getEncoder().encodeToString(all.toByteArray());
  }

  private static List<List<Float>> numbers(EpisodeReplay replay) {
    List<List<Float>> all = new ArrayList<>();
    for (EpisodeReplay.Seen seen : replay.seen()) {
      if (seen instanceof EpisodeReplay.Numbers numbers) {
        List<Float> values = new ArrayList<>();
        for (float value : numbers.values()) {
          values.add(value);
        }
        all.add(values);
      }
    }
    return all;
  }
}
