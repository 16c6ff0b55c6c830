package org.normlab.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A further word by which JSON may ask for a {@link Named} variant with other defaults. What is
 * read is the variant itself, and it is written by its own word with all settings.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Shorthand {
  String value();

  String summary();

  /** Returns the variant's own defaults that are other than usual, as a JSON object. */
  String settings();

  /** Returns presets as {@link Named#presets} gives them, in place of the variant's. */
  String presets() default "{}";
}
