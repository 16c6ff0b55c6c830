package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.data.DataSet;
import org.normlab.data.DataShape;
import org.normlab.data.DataSpec;
import org.normlab.data.file.DataHome;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.optim.Schedule;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.torch.program.Programs;
import org.normlab.train.export.Weights;
import org.normlab.train.loop.Training;
import org.normlab.wire.JobJson;
import org.normlab.wire.Supervised;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * No setting is ignored: changed to another allowed value it changes the numbers of a training, or
 * it is refused. Settings are found by reflection, so that a new one is tried too.
 */
class SettingsTest {
  private static final int STEPS = 6;
  private static final Map<String, Integer> KNOWN = new HashMap<>();

  /** Settings without an effect that are allowed nevertheless, each with its reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "norm-matched-rate.reference",
          "names the job whose record is handed over: the record changes the numbers",
          "scale.epsilon",
          "a least norm, which changes what is below it only",
          "data.augment",
          "is for images: beside a table it is refused when the data is known",
          "job.fuse",
          "says how many runs are computed at a time, of which their numbers must not depend",
          "job.microBatch",
          "is held for all methods of a comparison; where one has no use for it, a note says so");

  private static final List<String> ON_IMAGES =
      List.of(
          "instance",
          "filter-response",
          "evonorm-s0",
          "evonorm-b0",
          "switchable",
          "rezero",
          "fixup");

  @TempDir private Path folder;

  /**
   * A training in which a variant stands.
   *
   * @param at where, as a JSON pointer of the job
   */
  record Case(Class<?> variant, String at, String job) {
    String type() {
      return word(variant);
    }

    @Override
    public String toString() {
      return job;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Class<?> method : variants(Normalization.class)) {
      String type = word(method);
      String more = type.equals("norm-matched-rate") ? ",\"reference\":\"job\"" : "";
      String network = ON_IMAGES.contains(type) ? Small.RESNET.replace("4", "8") : Small.MLP;
      cases.add(normalization(method, network, "{\"type\":\"%s\"%s}".formatted(type, more)));
    }
    for (Class<?> network : variants(Architecture.class)) {
      String small = Small.NETWORKS.stream().filter(n -> names(n, network)).findFirst().get();
      cases.add(new Case(network, "/architecture", job(small, "{\"type\":\"layer\"}", "")));
      if (word(network).equals("transformer")) {
        cases.add(new Case(network, "/architecture", job(small, "{\"type\":\"none\"}", "")));
      }
    }
    Class<?> kalman =
        variants(Normalization.class).stream()
            .filter(v -> word(v).equals("kalman"))
            .findFirst()
            .get();
    cases.add(normalization(kalman, Small.RESNET, "{\"type\":\"kalman\",\"base\":\"instance\"}"));
    for (String sgd :
        List.of("", ",\"momentum\":0", ",\"weightDecay\":0.1", ",\"nesterov\":true")) {
      cases.add(optimizer(0, "{\"type\":\"sgd\"%s}".formatted(sgd)));
    }
    cases.add(optimizer(1, "{\"type\":\"adamw\"}"));
    cases.add(optimizer(1, "{\"type\":\"adamw\",\"weightDecay\":0}"));
    for (Class<?> schedule : variants(Schedule.class)) {
      String optimizer = "{\"type\":\"sgd\",\"schedule\":{\"type\":\"%s\"}}";
      cases.add(
          new Case(
              schedule,
              "/optimizer/schedule",
              job(Small.MLP, "{\"type\":\"batch\"}", optimizer.formatted(word(schedule)))));
    }
    return cases.stream();
  }

  private static Case normalization(Class<?> method, String network, String json) {
    return new Case(method, "/normalization", job(network, json, ""));
  }

  private static Case optimizer(int which, String json) {
    Class<?> variant = variants(Optimizer.class).get(which);
    return new Case(variant, "/optimizer", job(Small.MLP, "{\"type\":\"batch\"}", json));
  }

  private static String job(String network, String method, String optimizer) {
    return """
    {"architecture":%s,"normalization":%s,"data":{"name":"digits"},"batchSize":16,
     "optimizer":%s}
    """
        .formatted(network, method, optimizer.isEmpty() ? "{\"type\":\"sgd\"}" : optimizer);
  }

  private static boolean names(String json, Class<?> variant) {
    return json.contains("\"type\":\"" + word(variant) + "\"");
  }

  private static List<Class<?>> variants(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(c -> variants(c).stream()).toList()
        : List.of(family);
  }

  private static String word(Class<?> variant) {
    return variant.getAnnotation(Named.class).value();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everySettingChangesTheNumbersOrIsRefused(Case tried) throws Exception {
    List<Alternatives> settings = Alternatives.of(tried.type(), tried.variant());
    List<String> ignored = new ArrayList<>(ignored(tried, settings));
    for (Alternatives one : settings) {
      for (String value : one.isSwitch() ? one.values() : List.<String>of()) {
        String job = with(tried.job(), tried.at(), one.name(), value);
        if (faults(job).isEmpty()) {
          List<Alternatives> others = settings.stream().filter(s -> s != one).toList();
          ignored.addAll(ignored(new Case(tried.variant(), tried.at(), job), others));
        }
      }
    }
    assertThat(ignored).isEmpty();
  }

  private static List<String> ignored(Case tried, List<Alternatives> settings) throws Exception {
    List<String> ignored = new ArrayList<>();
    for (Alternatives setting : settings) {
      for (String value : setting.values()) {
        String job = with(tried.job(), tried.at(), setting.name(), value);
        if (!EXCEPTIONS.containsKey(tried.type() + "." + setting.name())
            && !job.equals(JsonMapper.shared().readTree(tried.job()).toString())
            && faults(job).isEmpty()
            && numbers(tried.job()) == numbers(job)) {
          ignored.add(setting.name() + " " + value + " in " + tried.job());
        }
      }
    }
    return ignored;
  }

  private static String with(String job, String at, String name, String value) {
    JsonNode changed = JsonMapper.shared().readTree(job);
    ((ObjectNode) changed.at(at)).set(name, JsonMapper.shared().readTree(value));
    return changed.toString();
  }

  private static List<Problem> faults(String job) throws Exception {
    JobJson.Read read = JobJson.read(job);
    if (read.job() == null) {
      return read.problems();
    }
    DataSet set = data(job);
    DataShape outline =
        new DataShape(
            set.shape(), set.classes(), set.train().length, 0, 0, set.isText() ? Small.TOKENS : 0);
    return Supervised.training(read.job()).problems(outline);
  }

  private static DataSet data(String job) {
    String network = JsonMapper.shared().readTree(job).path("architecture").toString();
    return Small.noiseFor(network);
  }

  /** A fingerprint of every tensor and loss of a training. */
  private static int numbers(String job) throws Exception {
    Integer known = KNOWN.get(job);
    if (known == null) {
      SupervisedSpec spec = Supervised.training(Objects.requireNonNull(JobJson.read(job).job()));
      known = fingerprint(Recording.of(spec, data(job), STEPS));
      KNOWN.put(job, known);
    }
    return known;
  }

  private static int fingerprint(Recording training) {
    int sum = Arrays.deepHashCode(training.losses());
    for (Map.Entry<String, float[]> tensor : training.last().entrySet()) {
      sum = 31 * sum + tensor.getKey().hashCode() + Arrays.hashCode(tensor.getValue());
    }
    return sum;
  }

  private static final String WHOLE =
      """
      {"architecture":{"type":"mlp","hidden":[8]},"normalization":{"type":"batch"},
       "data":{"generated":"random-labels","rows":60,"features":4,"classes":3,"limit":32},
       "batchSize":16,"epochs":12,"optimizer":{"type":"sgd"}%s}
      """;

  /** Other values of a job's own settings and of its data's; null for those of a family. */
  private static final Map<String, List<String>> OF_JOBS =
      Map.ofEntries(
          Map.entry("labelSmoothing", List.of("0.1")),
          Map.entry("epochs", List.of("3")),
          Map.entry("batchSize", List.of("8")),
          Map.entry("seeds", List.of("[1]", "[0,1]")),
          Map.entry("sweep", List.of("{\"learningRate\":[0.01]}", "{\"momentum\":[0]}")),
          Map.entry("precision", List.of("\"bfloat16\"", "\"float16\"", "\"float16-all\"")),
          Map.entry(
              "earlyStopping",
              List.of(
                  "{\"patience\":1}",
                  "{\"patience\":1,\"metric\":\"train.loss\"}",
                  "{\"patience\":2}")),
          Map.entry("probe", List.of("{}", "{\"every\":2}", "{\"unit\":\"step\"}")),
          Map.entry("recordNorms", List.of("true")),
          Map.entry("keepBest", List.of("true")),
          Map.entry("microBatch", List.of("4")));

  private static final Map<String, List<String>> OF_DATA =
      Map.ofEntries(
          Map.entry("generated", List.of("\"gaussians\"", "\"teacher\"")),
          Map.entry("rows", List.of("70")),
          Map.entry("features", List.of("5")),
          Map.entry("classes", List.of("4")),
          Map.entry("validation", List.of("0.5")),
          Map.entry("splitSeed", List.of("1")),
          Map.entry("limit", List.of("16")),
          Map.entry("relabelEvery", List.of("2", "3")));

  @Test
  void soDoesEveryFieldOfAJob() throws Exception {
    List<String> fields =
        Alternatives.of("job", SupervisedSpec.class).stream().map(Alternatives::name).toList();
    List<String> families = List.of("architecture", "normalization", "data", "optimizer");
    assertThat(fields)
        .allMatch(
            field ->
                families.contains(field)
                    || OF_JOBS.containsKey(field)
                    || EXCEPTIONS.containsKey("job." + field));
    List<String> ignored = new ArrayList<>();
    try (Programs programs = new Programs()) {
      String base = heard(WHOLE.formatted(""), programs);
      for (Map.Entry<String, List<String>> field : OF_JOBS.entrySet()) {
        List<String> seen = new ArrayList<>(List.of(base));
        for (String value : field.getValue()) {
          String found = heard(with(WHOLE.formatted(""), "", field.getKey(), value), programs);
          if (seen.contains(found)) {
            ignored.add(field.getKey() + " " + value);
          }
          seen.add(found);
        }
      }
    }
    assertThat(ignored).isEmpty();
  }

  @Test
  void soDoesEverySettingOfData() throws Exception {
    List<String> ignored = new ArrayList<>();
    try (Programs programs = new Programs()) {
      String base = heard(WHOLE.formatted(""), programs);
      for (Alternatives setting : Alternatives.of("data", DataSpec.class)) {
        if (EXCEPTIONS.containsKey("data." + setting.name())) {
          continue;
        }
        List<String> values = OF_DATA.getOrDefault(setting.name(), beside(setting));
        for (String value : values) {
          String job = with(WHOLE.formatted(""), "/data", setting.name(), value);
          if (JobJson.read(job).job() != null && heard(job, programs).equals(base)) {
            ignored.add(setting.name() + " " + value);
          }
        }
      }
    }
    assertThat(ignored).isEmpty();
  }

  /** Values that go with another source of data, and are refused beside a generated one. */
  private static List<String> beside(Alternatives setting) {
    return switch (setting.name()) {
      case "size" -> List.of("32");
      case "header" -> List.of("true");
      case "exclude" -> List.of("[\"a\"]");
      case "tasks" -> List.of("\"labels\"");
      default -> List.of("\"x\"");
    };
  }

  /** Everything that a whole training reports, but for times. */
  private String heard(String job, Programs programs) throws Exception {
    SupervisedSpec spec = Supervised.training(Objects.requireNonNull(JobJson.read(job).job(), job));
    DataHome data = new DataHome(folder, false);
    Duration never = Duration.ofDays(1);
    TrainingContext place =
        new TrainingContext(data, folder, 1, List.of(), null, 1, 1, "cpu", never, System::nanoTime);
    Heard heard = new Heard();
    Training.run(spec, place, heard, () -> null, programs);
    String endings =
        heard.endings.values().stream()
            .map(
                end ->
                    end.outcome()
                        + " "
                        + end.step()
                        + " "
                        + end.reason()
                        + " "
                        + end.summary().get("bestEpoch"))
            .collect(Collectors.joining(";"));
    String kept = "";
    try (Weights best = Weights.openBest(heard.checkpoints.getLast(), 0, 1)) {
      kept += best.tensors().size();
    }
    return heard.points + endings + heard.norms.size() + kept;
  }
}
