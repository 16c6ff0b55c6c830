package org.normlab.norm;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Groups;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;

/**
 * A method's formula with what it is computed from: tensors by their variables' names, and the
 * method's settings by theirs, in the case that Python uses.
 *
 * @param site where it stands; null for weights
 */
record Formula(
    Normalization method, Kernel kernel, Map<String, Tensor> tensors, @Nullable Site site) {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+): (Tensor|int|float)");

  /** The names of its tensors that are trained, and x. */
  List<String> differentiable() {
    return parameters()
        .filter(parameter -> parameter.group(2).equals("Tensor"))
        .map(parameter -> parameter.group(1))
        .filter(name -> !name.startsWith("running") && !name.equals("bound"))
        .toList();
  }

  KernelRun.Called gradients(Tensor upstream) {
    List<Object> arguments = new ArrayList<>();
    parameters().forEach(p -> arguments.add(argument(camelCase(p.group(1)), p.group(2))));
    return KernelRun.of(kernel)
        .with(arguments.toArray())
        .gradients(upstream, differentiable().toArray(String[]::new));
  }

  private Stream<MatchResult> parameters() {
    return PARAMETER.matcher(kernel.source().lines().findFirst().orElseThrow()).results();
  }

  private Object argument(String name, String type) {
    if (type.equals("Tensor")) {
      return Objects.requireNonNull(tensors.get(name), name);
    }
    Object value = setting(name);
    if (name.equals("groups") && site != null) {
      return Groups.of((Integer) value, site);
    }
    if (name.equals("size") && site != null) {
      return (Integer) Objects.requireNonNull(value) * SiteRequirements.rowsOfSample(site);
    }
    return Objects.requireNonNull(value, name);
  }

  private @Nullable Object setting(String name) {
    for (RecordComponent component : method.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return value(component);
      }
    }
    throw new IllegalArgumentException(method + " has no setting " + name);
  }

  private @Nullable Object value(RecordComponent component) {
    try {
      return component.getAccessor().invoke(method);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static String camelCase(String name) {
    return Pattern.compile("_(\\w)")
        .matcher(name)
        .replaceAll(m -> m.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
