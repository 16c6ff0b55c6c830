package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.EpisodeReturn;
import org.normlab.environment.KnownEnvironment;
import org.normlab.wire.JobJson;
import tools.jackson.databind.JsonNode;

/** The answer that lists environments. */
@Schema(name = "Environments", description = "The environments that can be named.")
record EnvironmentsView(
    List<One> environments,
    @Schema(description = "The JSON Schema 2020-12 of environment.") JsonNode schema) {

  static EnvironmentsView all() {
    return new EnvironmentsView(
        KnownEnvironment.ALL.stream().map(One::of).toList(), JobJson.schema(EnvironmentSpec.class));
  }

  /** One environment with its defaults. */
  @Schema(name = "Environment", description = "An environment that agents act in.")
  record One(
      String name,
      String title,
      String summary,
      Observation observation,
      Actions actions,
      @Schema(
              description =
                  "The default probability that a step executes the action before it again.")
          double sticky,
      @Schema(
              description =
                  "The steps after which an episode is truncated by default; null for no limit.")
          @Nullable Integer stepLimit,
      @Schema(description = "Whether it gets harder while it is played.") boolean ramps,
      Returned episodeReturn) {
    static One of(KnownEnvironment known) {
      List<String> observed = known.observed();
      return new One(
          known.word(),
          known.title(),
          known.summary(),
          new Observation(known.shape(observed.size()), observed),
          new Actions(known.actions(), known.minimalNames()),
          known.sticky(),
          known.stepLimit().isPresent() ? known.stepLimit().getAsInt() : null,
          known.ramps(),
          Returned.of(known.episodeReturn()));
    }
  }

  /** Describes what is observed: channels of cells, or numbers. */
  @Schema(name = "EnvironmentObservation", description = "What is observed.")
  record Observation(
      @Schema(description = "Channels, rows and columns; or how many numbers.") List<Integer> shape,
      @Schema(description = "The name of each channel or number.") List<String> names) {}

  /** The names of actions, in the order of their numbers. */
  @Schema(name = "EnvironmentActions", description = "The names of actions.")
  record Actions(
      @Schema(description = "All actions.") List<String> full,
      @Schema(description = "Those that mean something.") List<String> minimal) {}

  /** Describes what the return of an episode is, and which returns are known. */
  @Schema(name = "EnvironmentReturn", description = "The return of an episode.")
  record Returned(
      @Schema(description = "What the return counts.") String meaning,
      @Schema(description = "The best return; null where none is known.") @Nullable Double best,
      @Schema(description = "The mean of uniformly random play.") double random,
      @Schema(description = "The mean of a trained agent.") double reference,
      @Schema(description = "Where the reference was published.") String source) {
    static Returned of(EpisodeReturn known) {
      return new Returned(
          known.meaning(), known.best(), known.random(), known.reference(), known.source());
    }
  }
}
