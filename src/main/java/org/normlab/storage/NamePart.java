package org.normlab.storage;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * A part of a name, in any case, as a condition on entities that have one. Databases fold case by a
 * locale of their own, in which "I" may become a dotless "ı": the letters A to Z are therefore
 * folded one by one as well.
 */
public final class NamePart {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

  private NamePart() {}

  /**
   * Finds the entities whose {@code name} contains a part.
   *
   * @param part null to find all
   */
  public static <T> Specification<T> in(@Nullable String part) {
    return (entity, _, build) ->
        part == null ? build.conjunction() : contains(entity.get("name"), part, build);
  }

  private static Predicate contains(Expression<String> name, String part, CriteriaBuilder build) {
    Expression<String> plain =
        build.function("translate", String.class, name, build.literal(UPPER), build.literal(LOWER));
    return build.or(
        build.gt(build.locate(build.lower(name), part.toLowerCase(Locale.ROOT)), 0),
        build.gt(build.locate(plain, plain(part)), 0));
  }

  private static String plain(String part) {
    StringBuilder folded = new StringBuilder();
    part.chars()
        .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
        .forEach(c -> folded.append((char) c));
    return folded.toString();
  }
}
