package org.normlab.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.FamilyShape;
import org.normlab.wire.shape.FamilyWord;
import org.normlab.wire.shape.JsonPosition;
import org.normlab.wire.shape.RecordShape;
import org.normlab.wire.shape.SchemaDefinitions;
import org.normlab.wire.shape.Shape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of a job: read strictly, written canonically, described by a JSON Schema. */
public final class JobJson {
  private static final RecordShape JOB = RecordShape.of(JobSpec.class);

  private JobJson() {}

  /**
   * Describes what was read.
   *
   * @param job null when there are problems
   * @param problems every fault, with a JSON pointer into what was received
   * @param guesses the job twice, its faulty values replaced by different allowed ones
   */
  public record Read(@Nullable JobSpec job, List<Problem> problems, List<JobSpec> guesses) {
    /** Adds the faults that a further check finds, whatever stands for the faulty values. */
    public Read checked(Function<JobSpec, List<Problem>> further) {
      Faults faults = new Faults();
      problems.forEach(faults::add);
      faults.addAgreed(further.apply(guesses.getFirst()), further.apply(guesses.getLast()));
      return Read.of(faults, guesses);
    }

    private static Read of(Faults faults, List<JobSpec> guesses) {
      List<Problem> all = faults.all();
      return new Read(all.isEmpty() ? guesses.getFirst() : null, all, guesses);
    }
  }

  /** One word of a family: itself, a sentence, and the schema of the settings that go with it. */
  public record Variant(String type, String summary, ObjectNode schema) {}

  /** Reads a job with all its faults at once. */
  public static Read read(String json) throws UnreadableJson {
    Faults faults = new Faults();
    Shape.Reading job = JOB.read(Parser.parse(json), JsonPosition.root(faults));
    return Read.of(faults, List.of(cast(job.value()), cast(job.other())));
  }

  private static JobSpec cast(@Nullable Object job) {
    return (JobSpec) Objects.requireNonNull(job);
  }

  /**
   * A job that this service wrote itself. It was checked when it was submitted: a rule that came
   * later does not make it unreadable.
   */
  public static JobSpec trusted(String json) {
    try {
      Faults faults = Faults.ofFormOnly();
      Shape.Reading job = JOB.read(Parser.parse(json), JsonPosition.root(faults));
      if (faults.all().isEmpty()) {
        return cast(job.value());
      }
      throw new IllegalArgumentException("a stored job is faulty: " + faults.all());
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException("a stored job is unreadable", e);
    }
  }

  /** The canonical text: every setting, defaults filled in, in the order of the records. */
  public static String write(JobSpec job) {
    return JOB.write(job).toString();
  }

  /** JSON Schema 2020-12 of a sealed family or of a settings record. */
  public static ObjectNode schema(Class<?> sealedOrRecord) {
    return defined(definitions -> spelled(sealedOrRecord, definitions));
  }

  /** Returns a schema with the definitions that it refers to. */
  private static ObjectNode defined(Function<SchemaDefinitions, ObjectNode> described) {
    SchemaDefinitions definitions = new SchemaDefinitions("#/$defs/");
    ObjectNode schema = described.apply(definitions);
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    if (!definitions.schemas().isEmpty()) {
      ObjectNode defs = schema.putObject("$defs");
      definitions.schemas().forEach(defs::set);
    }
    return schema;
  }

  /**
   * The schemas of a job and of the families within, which refer to each other by prefix + name.
   */
  public static Map<String, ObjectNode> schemas(String prefix) {
    SchemaDefinitions definitions = new SchemaDefinitions(prefix);
    definitions.reference(JobSpec.class.getSimpleName(), () -> JOB.schema(definitions));
    return definitions.schemas();
  }

  private static ObjectNode spelled(Class<?> type, SchemaDefinitions definitions) {
    return type.isRecord()
        ? RecordShape.of(type).schema(definitions)
        : FamilyShape.of(type).either(definitions);
  }

  /** Returns what a sealed family offers. */
  public static List<Variant> variants(Class<?> family) {
    return FamilyShape.of(family).words().values().stream()
        .map(word -> new Variant(word.word(), word.summary(), defined(word::schema)))
        .toList();
  }

  /** Returns the defaults that a variant has of settings beside it; empty where it has none. */
  public static ObjectNode presets(Class<?> family, String type) {
    FamilyWord word = FamilyShape.of(family).words().get(type);
    return word == null
        ? JsonNodeFactory.instance.objectNode()
        : (ObjectNode) JsonMapper.shared().readTree(word.presets());
  }
}
