package org.normlab.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Meaning, default and range of one component of a settings record. It stands at the component, or
 * at the accessor that an interface declares for all records of a family. Ranges apply to numbers
 * and to each number of a list; {@code above} and {@code below} are exclusive, {@code min} and
 * {@code max} inclusive.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Setting {
  /** The {@code preset} of a setting that must be given. */
  String REQUIRED = "";

  /** Returns what the setting means, with its unit. */
  String value();

  /** Returns the name in JSON, where a component cannot have it; empty for the component's own. */
  String name() default "";

  /**
   * The default, as JSON text ({@code "0.1"}, {@code "[256,256]"}, {@code "null"}); {@link
   * #REQUIRED} if none.
   */
  String preset() default REQUIRED;

  double min() default Double.NEGATIVE_INFINITY;

  double above() default Double.NEGATIVE_INFINITY;

  double max() default Double.POSITIVE_INFINITY;

  double below() default Double.POSITIVE_INFINITY;

  /** Bounds on the number of entries of a list, or of characters of a string. */
  int minSize() default 0;

  int maxSize() default Integer.MAX_VALUE;

  /** The allowed words of a string; empty when any is. */
  String[] oneOf() default {};

  /** The type that a record of a family must be of to be allowed; {@code Object} when any is. */
  Class<?> among() default Object.class;

  /** The word that JSON uses where the value is null ({@code "auto"}); plain null if none. */
  String nullAs() default "null";
}
