package org.normlab.study.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.normlab.study.recipe.Recipes;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The recipes that a study may be made of. */
@RestController
@Tag(name = "Recipes")
@WhereApiIsServed
@RequestMapping(path = "/api/v1/recipes", produces = MediaType.APPLICATION_JSON_VALUE)
class RecipeController {
  @Operation(
      operationId = "listRecipes",
      summary = "List the experiments that are ready to run by their name")
  @GetMapping
  RecipeView.Recipes list() {
    return new RecipeView.Recipes(Recipes.all().stream().map(RecipeView::listed).toList());
  }

  @Operation(
      operationId = "showRecipe",
      summary = "Show a recipe with its claims and the study that it is at each scale")
  @GetMapping("/{name}")
  RecipeView get(@PathVariable String name) {
    return Recipes.named(name)
        .map(RecipeView::whole)
        .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, Recipes.unknown(name)));
  }
}
