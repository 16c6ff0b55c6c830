package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A method around another one leaves to that what it does not change itself. */
class WrappingTest {
  /** Hooks that are not the inner method's, and why. */
  private static final Map<String, String> OWN = Map.of();

  @Test
  void everyHookIsForwardedOrNamedWithAReason() {
    Set<String> hooks = hooks(Normalization.class).collect(Collectors.toSet());
    Set<String> forwarded = hooks(Wrapping.class).collect(Collectors.toSet());
    assertThat(hooks).hasSizeGreaterThan(20);
    assertThat(
            hooks.stream()
                .filter(hook -> !forwarded.contains(hook))
                .map(hook -> hook.substring(0, hook.indexOf('(')))
                .toList())
        .containsExactlyInAnyOrderElementsOf(OWN.keySet());
  }

  private static Stream<String> hooks(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !method.getName().equals("inner"))
        .map(WrappingTest::signature);
  }

  private static String signature(Method method) {
    return method.getName() + List.of(method.getParameterTypes()).toString().replace("[", "(");
  }
}
