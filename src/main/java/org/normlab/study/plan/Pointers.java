package org.normlab.study.plan;

import java.util.List;
import org.normlab.setting.Problem;

/** Says faults of a job in terms of the study from which it was made. */
final class Pointers {
  private Pointers() {}

  static String inStudy(Problem fault, List<Choice> choices) {
    if (fault.pointer().startsWith("/sweep")) {
      return "/axes";
    }
    String best = "/base" + fault.pointer();
    int longest = -1;
    for (Choice choice : choices) {
      for (String field : choice.sets().keySet()) {
        String set = "/" + field.replace('.', '/');
        boolean within = (fault.pointer() + "/").startsWith(set + "/");
        if (within && set.length() > longest) {
          longest = set.length();
          best = choice.pointers().get(field) + fault.pointer().substring(set.length());
        }
      }
    }
    return best;
  }
}
