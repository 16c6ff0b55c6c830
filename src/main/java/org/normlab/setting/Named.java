package org.normlab.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The word by which JSON names this variant of a sealed family ({@code "type": "group"}), and a
 * sentence about it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
  String value();

  String summary();

  /**
   * Defaults of other settings of the record in which the variant stands, where they differ from
   * the usual ones: a JSON object ({@code "{\"epochs\":5}"}).
   */
  String presets() default "{}";
}
