package org.normlab.study.web;

import org.normlab.job.web.View;
import org.normlab.study.recipe.Recipe;
import org.normlab.study.recipe.RecipeDescription;
import org.normlab.study.recipe.RecipeScale;
import org.normlab.study.recipe.Recipes;
import org.normlab.study.recipe.claim.Claim;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The recipes that a study may be made of. */
@RestController
@WhereApiIsServed
@RequestMapping(path = "/api/v1/recipes", produces = MediaType.APPLICATION_JSON_VALUE)
class RecipeController {
  @GetMapping
  ObjectNode list() {
    ObjectNode view = View.object();
    view.set("recipes", View.list(Recipes.all().stream().map(RecipeController::view).toList()));
    return view;
  }

  /** One recipe with its claims and what it trains. */
  @GetMapping("/{name}")
  ObjectNode get(@PathVariable String name) {
    Recipe recipe =
        Recipes.named(name)
            .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, Recipes.unknown(name)));
    ObjectNode view = view(recipe);
    view.set("claims", View.list(recipe.claims().stream().map(RecipeController::claim).toList()));
    for (int i = 0; i < recipe.scales().size(); i++) {
      ObjectNode scale = (ObjectNode) view.path("scales").get(i);
      scale.set("study", JsonMapper.shared().readTree(recipe.scales().get(i).study()));
    }
    return view;
  }

  private static ObjectNode view(Recipe recipe) {
    RecipeDescription about = recipe.about();
    ObjectNode view =
        View.object()
            .put("name", about.name())
            .put("title", about.title())
            .put("paper", about.paper())
            .put("question", about.question())
            .put("protocol", about.protocol())
            .put("takesData", recipe.takesData());
    view.set("scales", View.list(recipe.scales().stream().map(RecipeController::scale).toList()));
    return view;
  }

  private static ObjectNode scale(RecipeScale scale) {
    ObjectNode view = View.object().put("name", scale.name());
    view.set("changes", View.texts(scale.changes()));
    return view;
  }

  private static ObjectNode claim(Claim claim) {
    return View.object()
        .put("says", claim.says())
        .put("source", claim.source())
        .put("published", claim.published())
        .put("quantity", claim.measure().quantity());
  }
}
