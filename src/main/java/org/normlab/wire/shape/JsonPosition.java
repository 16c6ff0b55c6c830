package org.normlab.wire.shape;

import java.util.List;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.json.Legible;

/**
 * Describes where in the received JSON a value stands, and where its faults go.
 *
 * @param also what is allowed there beside the values of its shape, as the end of a sentence
 */
public record JsonPosition(String pointer, String name, String also, Faults faults) {
  private static final int MAX_TOKEN = 200;

  public static JsonPosition root(Faults faults) {
    return new JsonPosition("", "the job", "", faults);
  }

  JsonPosition member(String member) {
    String token = new Problem("", "").under(Legible.cut(member, MAX_TOKEN)).pointer();
    return new JsonPosition(pointer + token, Legible.cut(member, JsonValue.SHOWN), "", faults);
  }

  JsonPosition item(int index) {
    return new JsonPosition(pointer + "/" + index, name + "[" + index + "]", "", faults);
  }

  JsonPosition allowing(String alternative) {
    return new JsonPosition(pointer, name, ", or " + alternative, faults);
  }

  void fault(String detail) {
    faults.add(new Problem(pointer, detail));
  }

  /** Says what was asked and what was received. */
  void refuse(Shape asked, JsonValue received) {
    fault(name + " must be " + asked.asked() + also + "; received " + received.shown());
  }

  /** Reports names that an object may not have, or has more than once. */
  void checkNames(JsonValue.Members received, List<String> known) {
    for (String field : received.values().keySet()) {
      if (!known.contains(field)) {
        JsonPosition at = member(field);
        at.fault(
            "unknown field \""
                + at.name
                + "\""
                + Legible.hint(field, known)
                + "; allowed "
                + (known.isEmpty() ? "none" : "are " + String.join(", ", known)));
      }
    }
    received
        .repeated()
        .forEach(
            (field, more) ->
                member(field)
                    .fault(
                        "a field may stand once in an object; received it "
                            + (more + 1)
                            + " times"));
  }
}
