package org.normlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.control.Agent;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.optim.Schedule;
import org.normlab.wire.SpecCases.SpecCase;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.shape.FamilyShape;
import org.normlab.wire.shape.JsonPosition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema and the reader are two answers to one question. */
class SchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema JOB = schema(JobJson.schema(JobSpec.class));

  private static Schema schema(ObjectNode schema) {
    return REGISTRY.getSchema(schema.toString(), InputFormat.JSON);
  }

  static Stream<Named<SpecCase>> good() {
    return SpecCases.of("good");
  }

  static Stream<Named<SpecCase>> bad() {
    return SpecCases.of("bad").filter(c -> !c.getPayload().is("unparsable"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void acceptsWhatTheReaderAccepts(SpecCase good) throws Exception {
    assertThat(JOB.validate(good.json(), InputFormat.JSON)).isEmpty();
    String canonical = JobJson.write(JobJson.trusted(good.json()));
    assertThat(JOB.validate(canonical, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesWhatTheReaderRefuses(SpecCase bad) {
    assertThat(JOB.validate(bad.json(), InputFormat.JSON).isEmpty()).isEqualTo(bad.is("loose"));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        JobSpec.class,
        Normalization.class,
        Architecture.class,
        Optimizer.class,
        Schedule.class,
        Agent.class,
        EnvironmentSpec.class
      })
  void isItselfASchema(Class<?> type) {
    Schema meta =
        REGISTRY.getSchema(
            com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(JobJson.schema(type).toString(), InputFormat.JSON)).isEmpty();
  }

  private static Stream<Class<?>> families() {
    return Stream.of(
        Normalization.class, Architecture.class, Optimizer.class, Schedule.class, Agent.class);
  }

  static Stream<Class<?>> variants() {
    return families().flatMap(SchemaTest::records);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(SchemaTest::records)
        : Stream.of(type);
  }

  /** What has no default. */
  private static final Map<String, String> REQUIRED =
      Map.of("norm-matched-rate", ",\"reference\":\"a job\"");

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantHasDefaultsThatAreAllowed(Class<?> variant) throws Exception {
    String word = variant.getAnnotation(org.normlab.setting.Named.class).value();
    String json = "{\"type\":\"%s\"%s}".formatted(word, REQUIRED.getOrDefault(word, ""));
    Faults faults = new Faults();
    FamilyShape family = FamilyShape.of(family(variant));

    Object read = family.read(Parser.parse(json), JsonPosition.root(faults)).value();

    assertThat(faults.all()).isEmpty();
    assertThat(read).isInstanceOf(variant);
    JsonNode written = family.write(Objects.requireNonNull(read));
    assertThat(schema(JobJson.schema(variant)).validate(written.toString(), InputFormat.JSON))
        .isEmpty();
    assertThat(family.read(Parser.parse(written.toString()), JsonPosition.root(faults)).value())
        .isEqualTo(read);
  }

  private static Class<?> family(Class<?> variant) {
    return families().filter(family -> family.isAssignableFrom(variant)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everySettingIsExplained(Class<?> variant) {
    ObjectNode schema = JobJson.schema(variant);
    assertThat(schema.get("description").asString()).isNotBlank();
    schema
        .get("properties")
        .forEachEntry(
            (name, setting) -> {
              if (!name.equals("type")) {
                assertThat(setting.get("description").asString()).isNotBlank();
                assertThat(setting.has("default")).isNotEqualTo(name.equals("reference"));
              }
            });
  }
}
