package org.normlab.study.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.study.recipe.Recipe;
import org.normlab.study.recipe.RecipeDescription;
import org.normlab.study.recipe.RecipeScale;
import org.normlab.study.recipe.claim.Claim;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recipe as the API shows it. */
@Schema(
    name = "Recipe",
    description =
        "An experiment that is ready to run by its name. Its claims, and the study that it is at"
            + " each scale, are included where a single recipe is requested.")
record RecipeView(
    String name,
    String title,
    String paper,
    String question,
    @Schema(description = "How the paper did it.") String protocol,
    @Schema(description = "Whether a request names its own data.") boolean takesData,
    List<ScaleView> scales,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ClaimView> claims) {

  /** The answer that lists recipes. */
  @Schema(description = "The recipes.")
  record Recipes(List<RecipeView> recipes) {}

  /** A size of a recipe. */
  @Schema(name = "RecipeScale", description = "A size at which a recipe is trained.")
  record ScaleView(
      String name,
      @Schema(description = "What differs from the paper's protocol, a sentence each.")
          List<String> changes,
      @Schema(description = "What is trained, as POST /studies takes it.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable JsonNode study) {}

  /** A claim of a paper. */
  @Schema(name = "RecipeClaim", description = "A claim of the paper, and how a study tries it.")
  record ClaimView(
      @Schema(description = "What the paper says.") String says,
      @Schema(description = "Where the paper says it, and how its number was read.") String source,
      @Schema(description = "The paper's number; null where none could be verified.")
          @Nullable String published,
      @Schema(description = "What is measured.") String quantity) {}

  /** Shows a recipe in a list. */
  static RecipeView listed(Recipe recipe) {
    return of(
        recipe,
        recipe.scales().stream().map(s -> new ScaleView(s.name(), s.changes(), null)).toList(),
        null);
  }

  /** Shows a recipe with its claims and what it trains. */
  static RecipeView whole(Recipe recipe) {
    return of(
        recipe,
        recipe.scales().stream().map(RecipeView::scale).toList(),
        recipe.claims().stream().map(RecipeView::claim).toList());
  }

  private static RecipeView of(
      Recipe recipe, List<ScaleView> scales, @Nullable List<ClaimView> claims) {
    RecipeDescription about = recipe.about();
    return new RecipeView(
        about.name(),
        about.title(),
        about.paper(),
        about.question(),
        about.protocol(),
        recipe.takesData(),
        scales,
        claims);
  }

  private static ScaleView scale(RecipeScale scale) {
    return new ScaleView(
        scale.name(), scale.changes(), JsonMapper.shared().readTree(scale.study()));
  }

  private static ClaimView claim(Claim claim) {
    return new ClaimView(
        claim.says(), claim.source(), claim.published(), claim.measure().quantity());
  }
}
