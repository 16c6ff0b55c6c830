package org.normlab.study.recipe.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.study.life.StudySubmissions;
import org.normlab.study.recipe.Recipe;
import org.normlab.study.recipe.RecipeScale;
import org.normlab.study.recipe.Recipes;
import org.normlab.wire.JobJson;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.StudyJson;
import org.normlab.wire.json.UnreadableJson;
import tools.jackson.databind.JsonNode;

/** What every recipe says of itself, and what it makes of requests. */
public class RecipesTest {
  static Stream<Recipe> recipes() {
    return Recipes.all().stream();
  }

  static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static RecipeOrder order(String json) throws UnreadableJson {
    StudyJson.ReadOrder read = StudyJson.order(json);
    assertThat(read.problems()).isEmpty();
    return read.order();
  }

  private static List<Problem> faults(String json) throws UnreadableJson {
    RecipeOrder order = order(json);
    List<Problem> faults = new ArrayList<>();
    assertThatThrownBy(() -> Recipes.expand(order, RecipesTest::read))
        .isInstanceOfSatisfying(IllegalStudy.class, e -> faults.addAll(e.problems()));
    return faults;
  }

  @Test
  void everyRecipeIsListedOnce() {
    assertThat(recipes().map(recipe -> recipe.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Recipe.class.getPermittedSubclasses()).map(Class::getName).toList());
    assertThat(recipes().map(recipe -> recipe.about().name())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void isSmallEnoughForALaptopAndSaysWhatThatCosts(Recipe recipe) {
    assertThat(recipe.scales().getFirst().name()).isEqualTo(RecipeScale.LAPTOP);
    assertThat(recipe.scales().getFirst().changes()).isNotEmpty();
    for (Claim claim : recipe.claims()) {
      assertThat(claim.says()).doesNotEndWith(".");
      assertThat(claim.source()).isNotBlank();
    }
  }

  /** A claim about a method that is not trained would stay unmeasured for ever. */
  @ParameterizedTest
  @MethodSource("recipes")
  void claimsSpeakOfWhatIsTrained(Recipe recipe) throws Exception {
    for (RecipeScale scale : recipe.scales()) {
      JsonNode study = tools.jackson.databind.json.JsonMapper.shared().readTree(scale.study());
      Set<String> labels = new TreeSet<>(study.findValuesAsString("label"));
      for (Claim claim : recipe.claims()) {
        assertThat(labels).as(claim.says()).containsAll(named(claim.measure()));
      }
    }
  }

  private static List<String> named(Measure measure) {
    return switch (measure) {
      case AcrossEnvironments(_, Measure inner) -> named(inner);
      case Contrast(_, Arm a, Arm b, _) -> Stream.of(a, b).flatMap(RecipesTest::named).toList();
      case Agreement(_, Arm a, Arm b, Margin margin, _) ->
          Stream.of(a, b, margin.arm(), Objects.requireNonNullElse(margin.than(), a))
              .flatMap(RecipesTest::named)
              .toList();
      case FailureMeasure(_, Arm arm, _) -> named(arm).toList();
      case TaskChangeMeasure(_, _, Arm arm, _) -> named(arm).toList();
      case RankContrast(String better, String worse, _) -> List.of(better, worse);
      case RankOrder(var published) -> List.copyOf(published.keySet());
      case SpreadMeasure(_, List<Arm> closer, List<Arm> wider) ->
          Stream.concat(closer.stream(), wider.stream()).flatMap(RecipesTest::named).toList();
    };
  }

  private static Stream<String> named(Arm arm) {
    return Stream.concat(Stream.of(arm.method()), arm.where().values().stream());
  }

  @Test
  void aRequestMayNameSeedsAndTheStudy() throws Exception {
    StudySubmissions.Request request =
        Recipes.expand(
            order("{\"recipe\":\"snn-depth\",\"seeds\":[7,8],\"name\":\"mine\"}"),
            RecipesTest::read);
    assertThat(request.recipe()).isEqualTo("snn-depth");
    assertThat(request.scale()).isEqualTo("laptop");
    assertThat(request.spec().name()).isEqualTo("mine");
    assertThat(request.spec().base().path("seeds").toString()).isEqualTo("[7,8]");
    assertThat(request.spec().question()).contains("training loss");
  }

  @Test
  void refusesWhatThereIsNot() throws Exception {
    assertThat(faults("{\"recipe\":\"snn\"}"))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo("/recipe");
              assertThat(fault.detail()).contains("\"snn\"").contains("snn-uci");
            });
    assertThat(faults("{\"recipe\":\"snn-uci\",\"scale\":\"huge\"}"))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo("/scale");
              assertThat(fault.detail()).contains("[laptop, paper]").contains("\"huge\"");
            });
    assertThat(faults("{\"recipe\":\"snn-uci\",\"data\":{\"name\":\"digits\"}}"))
        .extracting(Problem::pointer)
        .containsExactly("/data");
    assertThat(faults("{\"recipe\":\"which-norm\"}"))
        .extracting(Problem::pointer)
        .containsExactly("/data");
    assertThat(StudyJson.order("{\"recipe\":\"snn-uci\",\"seed\":1}").problems())
        .extracting(Problem::pointer)
        .containsExactly("/seed");
  }
}
