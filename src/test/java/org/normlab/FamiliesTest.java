package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.control.Agent;
import org.normlab.data.DataSource;
import org.normlab.data.DataSpec;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.optim.Schedule;
import org.normlab.setting.Families;
import org.normlab.setting.Shorthand;
import org.normlab.wire.JobJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every record of a sealed family has what {@code docs/extending.md} says a new one needs. */
class FamiliesTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  /** What is proven otherwise than by a reference case. */
  private static final Map<String, String> WITHOUT_CASE =
      Map.ofEntries(
          Map.entry("power", "the exam's properties"),
          Map.entry("decorrelated", "the exam's properties"),
          Map.entry("rezero", "its starts and parameters, in WeightMethodsTest"),
          Map.entry("fixup", "its starts and parameters, in WeightMethodsTest"),
          Map.entry("convnet", "its layers and their shapes, in NetworkTest"),
          Map.entry("vgg", "the number of its parameters, in NetworkTest"),
          Map.entry("constant", "ScheduleTest"),
          Map.entry("step", "ScheduleTest"),
          Map.entry("cosine", "ScheduleTest"),
          Map.entry("dqn", "AgentReferenceTest"),
          Map.entry("ppo", "AgentReferenceTest"),
          Map.entry("linear", "ScheduleTest"),
          Map.entry("warmup-cosine", "ScheduleTest"));

  static Stream<Class<?>> families() {
    return Stream.of(
        Normalization.class, Architecture.class, Optimizer.class, Schedule.class, Agent.class);
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyRecordHasAReferenceCaseOrAnotherProof(Class<?> family) throws IOException {
    Set<String> without = new TreeSet<>(Families.words(family, family));
    without.removeAll(typesOfCases());
    assertThat(WITHOUT_CASE.keySet()).containsAll(without);
  }

  @Test
  void noProofIsNamedForWhatHasACase() throws IOException {
    assertThat(typesOfCases()).doesNotContainAnyElementsOf(WITHOUT_CASE.keySet());
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyRecordHasASchemaWithItsSentence(Class<?> family) {
    assertThat(JobJson.variants(family))
        .extracting(JobJson.Variant::type)
        .containsExactlyElementsOf(words(family));
    assertThat(JobJson.variants(family))
        .allSatisfy(
            variant -> {
              assertThat(variant.summary()).endsWith(".");
              assertThat(variant.schema().at("/properties/type/const").asString())
                  .isEqualTo(variant.type());
            });
  }

  /** The word of each record, with its shorthand behind it. */
  private static List<String> words(Class<?> family) {
    return Families.records(family)
        .flatMap(
            one ->
                Stream.concat(
                    Stream.of(Families.word(one)),
                    Stream.ofNullable(one.getAnnotation(Shorthand.class)).map(Shorthand::value)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyRecordStandsInTheDocs(Class<?> family) throws IOException {
    String docs = docs();
    assertThat(Families.words(family, family))
        .allSatisfy(word -> assertThat(docs).containsPattern("[`\"]" + word + "[`\"]"));
  }

  @Test
  void everySourceOfDataIsToldByASettingOfItsOwn() throws IOException {
    List<String> keys =
        Families.records(DataSource.class)
            .map(source -> source.getRecordComponents()[0].getName())
            .toList();
    JsonNode schema = JobJson.schema(DataSpec.class);
    assertThat(schema.path("oneOf")).hasSize(keys.size());
    assertThat(keys)
        .doesNotHaveDuplicates()
        .allSatisfy(key -> assertThat(schema.path("properties").has(key)).as(key).isTrue());
    String docs = Files.readString(Path.of("docs", "data.md")) + docs();
    assertThat(keys).allSatisfy(key -> assertThat(docs).contains("| `" + key + "` |"));
  }

  private static String docs() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      StringBuilder all = new StringBuilder();
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        all.append(Files.readString(page));
      }
      return all.toString();
    }
  }

  /** Returns every word that stands as a type in a reference case. */
  private static Set<String> typesOfCases() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> Set.of("reference", "networks").contains(folder(file)))
          .filter(file -> file.toString().endsWith(".json"))
          .flatMap(file -> JsonMapper.shared().readTree(file.toFile()).findValues("type").stream())
          .map(JsonNode::asString)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String folder(Path file) {
    return String.valueOf(file.getParent().getFileName());
  }
}
