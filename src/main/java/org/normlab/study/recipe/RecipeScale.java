package org.normlab.study.recipe;

import java.util.List;

/**
 * A size at which a recipe is trained.
 *
 * @param name such as {@code laptop}
 * @param study what is trained, as {@code POST /studies} takes it
 * @param changes what differs from the paper's protocol, a sentence each; empty where nothing does
 */
public record RecipeScale(String name, String study, List<String> changes) {
  /** Minutes on two cores. */
  public static final String LAPTOP = "laptop";

  /** The paper's own, as far as the service can do it. */
  public static final String PAPER = "paper";

  public RecipeScale {
    changes = List.copyOf(changes);
  }
}
