package org.normlab.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.JsonPosition;
import org.normlab.wire.shape.RecordShape;
import org.normlab.wire.shape.SchemaDefinitions;
import org.normlab.wire.shape.Shape;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of a study: read strictly, written canonically. */
public final class StudyJson {
  private static final RecordShape STUDY = RecordShape.of(StudySpec.class);

  private static final RecordShape ORDER = RecordShape.of(RecipeOrder.class);

  private StudyJson() {}

  /**
   * Describes what was read.
   *
   * @param study null when there are problems
   */
  public record Read(@Nullable StudySpec study, List<Problem> problems) {}

  /** Reads a study with all faults of its own form; the jobs within are not looked at. */
  public static Read read(String json) throws UnreadableJson {
    Faults faults = new Faults();
    Shape.Reading read = STUDY.read(Parser.parse(json), JsonPosition.root(faults));
    List<Problem> problems = faults.all();
    return new Read(problems.isEmpty() ? (StudySpec) read.value() : null, problems);
  }

  /**
   * Describes what was read of a request for a recipe.
   *
   * @param order null when there are problems
   */
  public record ReadOrder(@Nullable RecipeOrder order, List<Problem> problems) {}

  /** Reads what a user says to have a recipe trained. */
  public static ReadOrder order(String json) throws UnreadableJson {
    Faults faults = new Faults();
    Shape.Reading read = ORDER.read(Parser.parse(json), JsonPosition.root(faults));
    List<Problem> problems = faults.all();
    return new ReadOrder(problems.isEmpty() ? (RecipeOrder) read.value() : null, problems);
  }

  /** The canonical text of such a request. */
  public static String write(RecipeOrder order) {
    return ORDER.write(order).toString();
  }

  /** A study that this service wrote itself. */
  public static StudySpec trusted(String json) {
    try {
      Read read = read(json);
      if (read.study() != null) {
        return read.study();
      }
      throw new IllegalArgumentException("a stored study is faulty: " + read.problems());
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException("a stored study is unreadable", e);
    }
  }

  /** The canonical text: every setting, defaults filled in. */
  public static String write(StudySpec study) {
    return STUDY.write(study).toString();
  }

  /**
   * JSON Schemas of a study, of a request for a recipe and of the records within; they refer by
   * prefix + name.
   */
  public static Map<String, ObjectNode> schemas(String prefix) {
    SchemaDefinitions definitions = new SchemaDefinitions(prefix);
    definitions.reference(StudySpec.class.getSimpleName(), () -> STUDY.schema(definitions));
    definitions.reference(RecipeOrder.class.getSimpleName(), () -> ORDER.schema(definitions));
    return definitions.schemas();
  }
}
