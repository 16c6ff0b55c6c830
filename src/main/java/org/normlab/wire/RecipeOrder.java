package org.normlab.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;
import tools.jackson.databind.node.ObjectNode;

/** Describes what a user says to have a recipe trained. */
public record RecipeOrder(
    @Setting(value = "name of the recipe", minSize = 1, maxSize = 100) String recipe,
    @Setting(
            value = "size at which it is trained",
            preset = "\"laptop\"",
            minSize = 1,
            maxSize = 100)
        String scale,
    @Setting(
            value = "a name for people [the recipe's and the scale's]",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String name,
    @Setting(
            value = "one run a seed [as the recipe says]",
            preset = "null",
            min = 0,
            minSize = 1,
            maxSize = 1000)
        @Nullable List<Long> seeds,
    @Setting(value = "your data, for recipes that take some", preset = "null")
        @Nullable ObjectNode data,
    @Setting(value = "your network, for recipes that take one", preset = "null")
        @Nullable ObjectNode architecture) {}
