package org.normlab.study.recipe;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.study.life.StudySubmissions;
import org.normlab.wire.JobJson;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.StudyJson;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All recipes, and how a request for one becomes a study. */
public final class Recipes {
  private static final int LONGEST = 80;

  private static final List<Recipe> ALL =
      List.of(
          new WhichNorm(),
          new SnnUci(),
          new SnnDepth(),
          new KalmanMicroBatch(),
          new KalmanLargeBatch(),
          new L1VersusL2(),
          new HalfPrecision(),
          new WeightDecayIsLearningRate(),
          new BoundedWeightRecipe(),
          new PlasticityRecipe(),
          new EffectiveLearningRate(),
          new AgentEffectiveRate(),
          new GameSequence());

  private Recipes() {}

  /** Returns all recipes in the order in which they are listed. */
  public static List<Recipe> all() {
    return ALL;
  }

  /** The recipe of this name. */
  public static Optional<Recipe> named(String name) {
    return ALL.stream().filter(recipe -> recipe.about().name().equals(name)).findFirst();
  }

  /** Returns what may be asked for, in a sentence. */
  public static String unknown(String name) {
    return "there is no recipe \"%s\"; there are %s"
        .formatted(cut(name), ALL.stream().map(recipe -> recipe.about().name()).toList());
  }

  static String cut(String text) {
    return Legible.cut(text, LONGEST);
  }

  /**
   * The study that a request asks for.
   *
   * @param reader reads and checks a job
   * @throws IllegalStudy with pointers into the request
   */
  public static StudySubmissions.Request expand(
      RecipeOrder order, Function<String, JobJson.Read> reader) {
    Recipe recipe =
        named(order.recipe())
            .orElseThrow(
                () -> new IllegalStudy(List.of(new Problem("/recipe", unknown(order.recipe())))));
    RecipeScale scale = recipe.scale(order.scale());
    checkData(recipe, order);
    ObjectNode study = recipe.study(scale, order, reader);
    RecipeDescription about = recipe.about();
    String name = order.name();
    study.put("name", name == null ? about.name() + ", " + scale.name() : name);
    if (!study.has("question")) {
      study.put("question", about.question());
    }
    List<Long> seeds = order.seeds();
    if (seeds != null) {
      ArrayNode list = study.withObject("/base").putArray("seeds");
      seeds.forEach(list::add);
    }
    return new StudySubmissions.Request(
        StudyJson.trusted(study.toString()), StudyJson.write(order), about.name(), scale.name());
  }

  private static void checkData(Recipe recipe, RecipeOrder order) {
    if (!recipe.takesData()) {
      foreign(recipe, "data", order.data());
      foreign(recipe, "architecture", order.architecture());
    } else if (order.data() == null) {
      throw new IllegalStudy(
          List.of(
              new Problem(
                  "/data",
                  "recipe %s needs data, as POST /jobs takes it, such as {\"name\": \"digits\"};"
                          .formatted(recipe.about().name())
                      + " received none")));
    }
  }

  private static void foreign(Recipe recipe, String setting, @Nullable ObjectNode value) {
    if (value != null) {
      throw new IllegalStudy(
          List.of(
              new Problem(
                  "/" + setting,
                  "recipe %s has %s of its own, as the paper has; it takes scale, seeds and name"
                      .formatted(recipe.about().name(), setting))));
    }
  }
}
