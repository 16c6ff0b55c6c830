package org.normlab.docs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normlab.control.Agent;
import org.normlab.data.DataSpec;
import org.normlab.environment.EpisodeReturn;
import org.normlab.environment.KnownEnvironment;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.norm.Paper;
import org.normlab.optim.Optimizer;
import org.normlab.optim.Schedule;
import org.normlab.setting.Families;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tables of README and docs that are written from the code, by the name in their marker. */
final class GeneratedTables {
  private static final List<String> USED_MOST =
      List.of(
          "server.address",
          "server.port",
          "normlab.home",
          "normlab.data.dir",
          "normlab.data.download",
          "spring.datasource.url",
          "normlab.api.allowed-hosts",
          "normlab.api.enabled",
          "normlab.worker.enabled",
          "normlab.worker.slots");

  private GeneratedTables() {}

  static final Map<String, Supplier<String>> BY_NAME =
      Map.ofEntries(
          Map.entry("methods", GeneratedTables::methods),
          Map.entry("methods-settings", () -> family("normalization", Normalization.class, true)),
          Map.entry("networks", () -> family("architecture", Architecture.class, false)),
          Map.entry("optimizers", () -> family("optimizer", Optimizer.class, false)),
          Map.entry("schedules", () -> family("schedule", Schedule.class, false)),
          Map.entry("agents", () -> family("agent", Agent.class, false)),
          Map.entry("environments", GeneratedTables::environments),
          Map.entry("returns", GeneratedTables::returns),
          Map.entry("job", () -> fields(JobJson.schemas("").get(JobSpec.class.getSimpleName()))),
          Map.entry("data", () -> fields(JobJson.schema(DataSpec.class))),
          Map.entry("metrics", GeneratedTables::metrics),
          Map.entry("settings", () -> settings(_ -> true)),
          Map.entry("settings-used-most", () -> settings(USED_MOST::contains)));

  private static String table(List<String> header, Stream<List<String>> rows) {
    List<String> line = header.stream().map(_ -> "---").toList();
    return Stream.concat(Stream.of(header, line), rows)
        .map(GeneratedTables::row)
        .collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String environments() {
    return table(
        List.of("environment", "observation", "actions", "minimal", "step limit", "gets harder"),
        KnownEnvironment.ALL.stream()
            .map(
                one ->
                    List.of(
                        code(one.word()),
                        observation(one),
                        String.join(", ", one.actions()),
                        one.minimalNames().equals(one.actions())
                            ? ""
                            : String.join(", ", one.minimalNames()),
                        one.stepLimit().isPresent() ? String.valueOf(one.limit()) : "",
                        one.ramps() ? "yes" : "")));
  }

  private static String observation(KnownEnvironment one) {
    String shape =
        one.shape(one.observed().size()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" × "));
    return shape + ": " + String.join(", ", one.observed());
  }

  private static String returns() {
    return table(
        List.of("environment", "return", "best", "random play", "reference", "of"),
        KnownEnvironment.ALL.stream()
            .map(
                one -> {
                  EpisodeReturn known = one.episodeReturn();
                  return List.of(
                      code(one.word()),
                      known.meaning().replaceFirst("\\.$", ""),
                      known.best() == null ? "" : number(known.best()),
                      number(known.random()),
                      number(known.reference()),
                      known.source());
                }));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String metrics() {
    return table(
        List.of("metric", "unit", "better", "definition", "found in"),
        Metrics.list().stream().map(GeneratedTables::metric));
  }

  private static List<String> metric(Metric metric) {
    String better = metric.better() == null ? "" : metric.direction();
    String measured =
        metric.requirements().stream()
            .map(requirement -> " Measured " + requirement.words() + ".")
            .collect(Collectors.joining());
    String found =
        switch (metric.appears()) {
          case SERIES -> "series";
          case SUMMARY -> "summary";
          case BOTH -> "series, summary";
        };
    return List.of(
        code(metric.name()), metric.unit(), better, metric.definition() + measured, found);
  }

  private static String methods() {
    return table(
        List.of("`normalization`", "what it does", "over the batch", "source"),
        Families.records(Normalization.class).map(GeneratedTables::method));
  }

  private static List<String> method(Class<?> type) {
    Paper paper = Objects.requireNonNull(type.getAnnotation(Paper.class), type.getName());
    JobJson.Variant variant = variant(type);
    return List.of(
        code(variant.type()),
        variant.summary().replaceFirst("\\.$", ""),
        usual(variant.type()).batchDependent() ? "yes" : "",
        paper.value());
  }

  private static JobJson.Variant variant(Class<?> type) {
    return JobJson.variants(Normalization.class).stream()
        .filter(one -> one.schema().path("title").asString().equals(Families.word(type)))
        .findFirst()
        .orElseThrow();
  }

  /** Returns a method with its defaults, or with the least that has to be given. */
  private static Normalization usual(String type) {
    String more = type.equals("norm-matched-rate") ? ",\"reference\":\"a-job\"" : "";
    return JobJson.trusted(
            """
            {"data": {"name": "digits"}, "architecture": {"type": "mlp"},
             "normalization": {"type": "%s"%s}}
            """
                .formatted(type, more))
        .training()
        .normalization();
  }

  private static String family(String field, Class<?> family, boolean withSettingsOnly) {
    return table(
        withSettingsOnly
            ? List.of(code(field), "settings and their defaults")
            : List.of(code(field), "what it is", "settings and their defaults"),
        JobJson.variants(family).stream()
            .filter(variant -> !withSettingsOnly || !settings(variant.schema()).isEmpty())
            .map(
                variant ->
                    Stream.of(code(variant.type()), variant.summary(), settings(variant.schema()))
                        .filter(cell -> !withSettingsOnly || !cell.equals(variant.summary()))
                        .toList()));
  }

  /** Returns name, default and description of each setting of a variant, a line each. */
  private static String settings(ObjectNode schema) {
    return schema.path("properties").properties().stream()
        .filter(property -> !property.getKey().equals("type"))
        .map(
            property ->
                code(property.getKey())
                    + byDefault(property.getValue(), " = ")
                    + (property.getKey().equals("activation")
                        ? " (see [Activations](jobs.md#settings))"
                        : ": " + description(property.getValue())))
        .collect(Collectors.joining("<br>"));
  }

  private static String fields(ObjectNode schema) {
    return table(
        List.of("field", "meaning", "default"),
        schema.path("properties").properties().stream()
            .map(
                property ->
                    List.of(
                        code(property.getKey()),
                        description(property.getValue()),
                        byDefault(property.getValue(), ""))));
  }

  private static String description(JsonNode schema) {
    return schema.path("description").asString().replace("<", "&lt;");
  }

  private static String byDefault(JsonNode schema, String before) {
    JsonNode value = schema.path("default");
    return value.isMissingNode() || value.isNull() ? "" : before + code(value.toString());
  }

  private static String settings(Predicate<String> isShown) {
    List<List<String>> rows = new ArrayList<>(springSettings());
    SettingsMetadata.read()
        .forEach(
            setting ->
                rows.add(
                    List.of(
                        code(setting.name()),
                        setting.isConstant() ? code(setting.byDefault()) : setting.byDefault(),
                        setting.description().replaceFirst("\\.$", ""))));
    return table(
        List.of("setting", "default", "meaning"),
        rows.stream().filter(row -> isShown.test(row.getFirst().replace("`", ""))));
  }

  /** Returns settings of Spring Boot for which the service has defaults of its own. */
  private static List<List<String>> springSettings() {
    var yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yaml"));
    var defaults = Objects.requireNonNull(yaml.getObject());
    return List.of(
        List.of(
            "`server.address`",
            code(defaults.getProperty("server.address")),
            "Address at which HTTP is served; another than a loopback address needs tokens"),
        List.of(
            "`server.port`",
            code(String.valueOf(defaults.get("server.port"))),
            "Port at which HTTP is served"),
        List.of(
            "`spring.datasource.url`",
            "H2 in a file below `normlab.home`",
            "Database; for PostgreSQL 16 or later `jdbc:postgresql://…`"),
        List.of("`spring.datasource.username`", "", "User of the database"),
        List.of("`spring.datasource.password`", "", "Password of the database"),
        List.of(
            "`spring.datasource.hikari.maximum-pool-size`",
            code(String.valueOf(defaults.get("spring.datasource.hikari.maximum-pool-size"))),
            "Number of database connections that requests share"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
