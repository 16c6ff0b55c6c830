package org.normlab.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The variables of a network: trained parameters p and states s, in the order of declaration. */
final class Declared {
  private final Map<String, Variable> parameters = new LinkedHashMap<>();
  private final Map<String, Variable> states = new LinkedHashMap<>();

  Value parameter(Variable variable) {
    return declare("p", parameters, variable);
  }

  Value state(String name, Initial initial, int... shape) {
    List<Integer> sizes = IntStream.of(shape).boxed().toList();
    return declare("s", states, new Variable(name, Variable.Role.STATE, initial, sizes));
  }

  /** The first declaration of a name holds. */
  private static Value declare(String list, Map<String, Variable> known, Variable variable) {
    known.putIfAbsent(variable.name(), variable);
    int index = List.copyOf(known.keySet()).indexOf(variable.name());
    return new Value(list + "[" + index + "]");
  }

  Optional<Variable> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  List<Variable> parameters() {
    return List.copyOf(parameters.values());
  }

  List<Variable> states() {
    return List.copyOf(states.values());
  }
}
