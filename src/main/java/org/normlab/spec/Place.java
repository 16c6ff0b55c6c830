package org.normlab.spec;

import java.util.List;
import org.normlab.setting.Problem;

/**
 * Where in the received JSON a value stands, and where its faults go.
 *
 * @param also what is allowed there beside the values of its shape, as the end of a sentence
 */
record Place(String pointer, String name, String also, Faults faults) {
  private static final int MAX_TOKEN = 200;

  static Place root(Faults faults) {
    return new Place("", "the job", "", faults);
  }

  Place member(String member) {
    String token = new Problem("", "").under(Legible.cut(member, MAX_TOKEN)).pointer();
    return new Place(pointer + token, Legible.cut(member, Value.SHOWN), "", faults);
  }

  Place item(int index) {
    return new Place(pointer + "/" + index, name + "[" + index + "]", "", faults);
  }

  Place allowing(String alternative) {
    return new Place(pointer, name, ", or " + alternative, faults);
  }

  void fault(String detail) {
    faults.add(new Problem(pointer, detail));
  }

  /** Says what was asked and what was received. */
  void refuse(Shape asked, Value received) {
    fault(name + " must be " + asked.asked() + also + "; received " + received.shown());
  }

  /** Reports names that an object may not have, or has more than once. */
  void checkNames(Value.Members received, List<String> known) {
    for (String field : received.values().keySet()) {
      if (!known.contains(field)) {
        Place at = member(field);
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
