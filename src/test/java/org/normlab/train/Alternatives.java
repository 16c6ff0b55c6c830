package org.normlab.train;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Families;
import org.normlab.setting.Setting;
import org.normlab.setting.Settings;

/**
 * The settings of a record, and for each of them other values that are allowed, as JSON.
 *
 * @param name of the setting
 * @param values to try, each different from the default
 * @param isSwitch whether other settings may depend on it
 */
record Alternatives(String name, List<String> values, boolean isSwitch) {
  /** Values that bind in a tiny training, where those next to the default do not. */
  private static final Map<String, String> BINDING =
      Map.ofEntries(
          Map.entry("batch-renorm.rMax", "1.01"),
          Map.entry("batch-renorm.dMax", "0.01"),
          Map.entry("batch-renorm.warmup", "7"),
          Map.entry("power.warmup", "2"),
          Map.entry("ghost-batch.size", "4"),
          Map.entry("topk-batch.k", "3"),
          Map.entry("iterative.groupSize", "2"),
          Map.entry("decorrelated.groupSize", "2"),
          Map.entry("normalize-and-project.every", "2"),
          Map.entry("group.groups", "2"),
          Map.entry("evonorm-s0.groups", "2"),
          Map.entry("bounded-weight.p", "1"),
          Map.entry("norm-matched-rate.reference", "\"another\""),
          Map.entry("mlp.hidden", "[6,6]"),
          Map.entry("convnet.channels", "[5,6]"),
          Map.entry("resnet.depth", "14"),
          Map.entry("wide-resnet.depth", "16"),
          Map.entry("resnet-224.depth", "34"),
          Map.entry("vgg.depth", "13"),
          Map.entry("residual-mlp.bottleneck", "0.25"),
          Map.entry("vit.patch", "6"),
          Map.entry("vit.heads", "4"),
          Map.entry("transformer.heads", "4"),
          Map.entry("transformer.context", "5"),
          Map.entry("lstm.context", "5"),
          Map.entry("vit.width", "24"),
          Map.entry("transformer.width", "24"),
          Map.entry("sgd.clip", "0.01"),
          Map.entry("adamw.clip", "0.01"),
          Map.entry("sgd.adaptiveClip", "0.001"),
          Map.entry("adamw.adaptiveClip", "0.001"),
          Map.entry("adamw.epsilon", "0.1"),
          Map.entry("sgd.shrinkAndPerturb", "{\"every\":1}"),
          Map.entry("adamw.shrinkAndPerturb", "{\"every\":1}"),
          Map.entry("sgd.redo", "{\"every\":1,\"threshold\":0.8}"),
          Map.entry("adamw.redo", "{\"every\":1,\"threshold\":0.8}"),
          Map.entry("step.at", "[0.3]"),
          Map.entry("step.warmup", "0.5"),
          Map.entry("constant.warmup", "0.5"),
          Map.entry("cosine.warmup", "0.5"));

  /** All settings of a variant of a family, those of inlined records too. */
  static List<Alternatives> of(String type, Class<?> record) {
    List<Alternatives> all = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Setting setting = Settings.of(component);
      if (setting == null) {
        Class<?> inlined = component.getType();
        Class<?>[] records =
            inlined.isSealed() ? inlined.getPermittedSubclasses() : new Class<?>[] {inlined};
        for (Class<?> one : records) {
          all.addAll(of(type, one));
        }
      } else {
        String binding = BINDING.get(type + "." + component.getName());
        List<String> values = values(component, setting);
        boolean words =
            setting.oneOf().length > 0 && component.getType() == String.class
                || component.getType() == boolean.class;
        all.add(
            new Alternatives(
                component.getName(), binding == null ? values : List.of(binding), words));
      }
    }
    return all;
  }

  private static List<String> values(RecordComponent component, Setting setting) {
    Class<?> type = component.getType();
    if (type == boolean.class) {
      return List.of(setting.preset().equals("true") ? "false" : "true");
    }
    if (type.isEnum()) {
      return List.of("\"selu\"", "\"tlu\"", "\"tanh\"");
    }
    if (type == String.class) {
      return List.of(setting.oneOf()).stream()
          .map(word -> "\"" + word + "\"")
          .filter(word -> !word.equals(setting.preset()))
          .toList();
    }
    if (type.isSealed() && setting.among() == Object.class) {
      return List.of();
    }
    if (type.isSealed()) {
      return Families.words(type, setting.among()).stream()
          .map("{\"type\":\"%s\"}"::formatted)
          .filter(json -> !json.equals(setting.preset()))
          .limit(3)
          .toList();
    }
    if (component.getGenericType() instanceof ParameterizedType || type.isRecord()) {
      return List.of();
    }
    return List.of(number(type, setting));
  }

  /** A number well within the range and away from the default. */
  private static String number(Class<?> type, Setting setting) {
    boolean whole = type == int.class || type == long.class || type == Integer.class;
    double usual = Double.parseDouble(or(setting.preset(), "0"));
    double other = usual == 0 ? 0.25 : usual < 0.01 ? usual * 100 : usual / 2;
    if (whole) {
      return String.valueOf((long) Math.max(setting.min(), usual == 0 ? 2 : usual + 1));
    }
    return String.valueOf(Math.min(other, setting.max()));
  }

  private static String or(@Nullable String preset, String otherwise) {
    return preset != null && preset.matches("[-0-9.e]+") ? preset : otherwise;
  }
}
