package org.normlab.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.environment.EnvironmentSequence;
import org.normlab.study.Configuration;
import org.normlab.study.plan.Plan;
import org.normlab.study.plan.Planner;
import org.normlab.study.recipe.claim.RecipesTest;
import org.normlab.train.ControlSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.json.UnreadableJson;

/** Recipes of agents become jobs of agents, in the time that they are said to take. */
class AgentRecipesTest {
  /** Updates a second of all runs of a job on one core, as measured; two jobs run at a time. */
  private static final long UPDATES = 700;

  private static final long LAPTOP_SECONDS = 40 * 60;

  record Case(String recipe, String scale) {}

  static Stream<Case> cases() {
    return Recipes.all().stream()
        .filter(recipe -> recipe.about().name().startsWith("rl-"))
        .flatMap(
            recipe ->
                recipe.scales().stream()
                    .map(scale -> new Case(recipe.about().name(), scale.name())));
  }

  private static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Plan plan(Case one) throws UnreadableJson {
    String order = "{\"recipe\":\"%s\",\"scale\":\"%s\"}".formatted(one.recipe(), one.scale());
    Function<String, JobJson.Read> reader = AgentRecipesTest::read;
    var request = Recipes.expand(RecipesTest.order(order), reader);
    return new Planner(request.spec(), reader).plan(Plan.Existing.NONE);
  }

  private static ControlSpec training(Plan.Planned job) {
    return (ControlSpec) job.spec().training();
  }

  private static Plan laptop(String recipe) throws UnreadableJson {
    return plan(new Case(recipe, RecipeScale.LAPTOP));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPointIsOneJobOfAllSeeds(Case one) throws Exception {
    Plan plan = plan(one);
    assertThat(plan.jobs()).hasSameSizeAs(plan.cells());
    for (Plan.Planned job : plan.jobs()) {
      assertThat(training(job).seeds()).hasSize(5);
      assertThat(job.cells()).hasSize(5);
      assertThat(training(job).problems()).isEmpty();
      assertThat(training(job).environment().rewardClip()).isEqualTo(1);
    }
  }

  @Test
  void aLaptopHasTheTimeForThem() throws Exception {
    for (String recipe : List.of("rl-effective-rate", "rl-sequence")) {
      long updates =
          laptop(recipe).jobs().stream()
              .map(AgentRecipesTest::training)
              .mapToLong(training -> training.updates() * training.seeds().size())
              .sum();
      assertThat(updates).as(recipe).isBetween(1_000_000L, 2 * UPDATES * LAPTOP_SECONDS);
    }
  }

  @Test
  void eachGameIsABlockOfFourArms() throws Exception {
    Plan plan = laptop("rl-effective-rate");
    Map<String, Set<String>> arms =
        plan.cells().stream()
            .map(Configuration::coordinates)
            .collect(
                Collectors.groupingBy(
                    at -> String.valueOf(at.get("environment.name")),
                    Collectors.mapping(
                        at -> String.valueOf(at.get("method")),
                        Collectors.toCollection(TreeSet::new))));
    assertThat(arms)
        .hasSize(3)
        .allSatisfy(
            (game, methods) -> {
              assertThat(game).startsWith("minatar/");
              assertThat(methods)
                  .containsExactly("NaP, rate falls", "NaP, rate stays", "layer", "none");
            });
    for (Plan.Planned job : plan.jobs()) {
      Map<String, String> at = job.cells().getFirst().coordinates();
      assertThat(training(job).source()).isEqualTo(at.get("environment.name"));
    }
  }

  /** The rate falls to 1e-6 by half of the training and stays there. */
  @Test
  void theRateFallsAsInThePaper() throws Exception {
    ControlSpec falls =
        plan(new Case("rl-effective-rate", RecipeScale.PAPER)).jobs().stream()
            .filter(job -> job.cells().getFirst().coordinates().containsValue("NaP, rate falls"))
            .map(AgentRecipesTest::training)
            .findFirst()
            .orElseThrow();
    double rate = falls.optimizer().learningRate();
    assertThat(rate).isEqualTo(6.25e-5);
    long updates = falls.updates();
    assertThat(rate * falls.optimizer().schedule().factor(0, updates)).isEqualTo(rate);
    for (long step : new long[] {updates / 2 + 1, updates - 1}) {
      assertThat(rate * falls.optimizer().schedule().factor(step, updates))
          .isCloseTo(1e-6, within(1e-15));
    }
  }

  /** The pair of a seed differs in nothing but whether weights are drawn anew. */
  @Test
  void keptAndFreshDifferInThatAlone() throws Exception {
    Map<String, List<ControlSpec>> byMethod =
        laptop("rl-sequence").jobs().stream()
            .collect(
                Collectors.groupingBy(
                    job -> String.valueOf(job.cells().getFirst().coordinates().get("method")),
                    Collectors.mapping(AgentRecipesTest::training, Collectors.toList())));
    assertThat(byMethod).containsOnlyKeys("none", "layer", "NaP");
    for (List<ControlSpec> pair : byMethod.values()) {
      assertThat(pair).extracting(ControlSpec::drawsWeightsAnew).containsExactly(false, true);
      assertThat(pair.getFirst().seeds()).isEqualTo(pair.getLast().seeds());
      assertThat(pair.getFirst().optimizer()).isEqualTo(pair.getLast().optimizer());
      assertThat(pair.getFirst().environment().visits())
          .isEqualTo(pair.getLast().environment().visits());
      EnvironmentSequence played = (EnvironmentSequence) pair.getFirst().environment().source();
      assertThat(played.cycles()).isEqualTo(2);
    }
  }

  /** 1,000 updates of warm-up at every scale. */
  @ParameterizedTest
  @MethodSource("cases")
  void theWarmUpIsOfAThousandUpdates(Case one) throws Exception {
    ControlSpec training = training(plan(one).jobs().getFirst());
    if (training.isSequence()) {
      long visit = training.updates() / training.environment().visits().size();
      var schedule = training.optimizer().schedule();
      double rate = training.optimizer().learningRate();
      assertThat(schedule.warmup() * visit).isBetween(980.0, 1020.0);
      assertThat(rate * schedule.factor(0, visit)).isBetween(0.9e-8, 4.1e-8);
    }
  }
}
