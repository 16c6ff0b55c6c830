package org.normlab.setting;

import java.util.List;
import java.util.stream.Stream;

/** Walks sealed families of settings records. */
public final class Families {
  private Families() {}

  /** Returns the records of a sealed family, those of families within it too, each once. */
  public static Stream<Class<?>> records(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(Families::records).distinct()
        : Stream.of(family);
  }

  /** Returns the word by which JSON names a record of a family. */
  public static String word(Class<?> variant) {
    Named named = variant.getAnnotation(Named.class);
    if (named == null) {
      throw new IllegalStateException(variant + " has no @Named word");
    }
    return named.value();
  }

  /** Lists the words of those records of a family that are of a type too. */
  public static List<String> words(Class<?> family, Class<?> among) {
    return records(family).filter(among::isAssignableFrom).map(Families::word).toList();
  }
}
