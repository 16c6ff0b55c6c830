package org.normlab.norm;

import java.util.List;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Families;
import org.normlab.setting.Problem;
import org.normlab.setting.Words;

/** Refuses methods inside recurrent networks, and says which are defined there. */
final class RecurrenceRules {
  private RecurrenceRules() {}

  /** Statistics over the batch need two values a channel, and are not defined moment by moment. */
  static List<Problem> needBatch(Site site, int batch) {
    return site.axes() == Axes.RECURRENT
        ? notRecurrent(site, "batch statistics")
        : SiteRequirements.needTwo(site, batch);
  }

  static List<Problem> notRecurrent(Site site, String what) {
    return site.axes() != Axes.RECURRENT
        ? List.of()
        : List.of(
            new Problem(
                "/type",
                "%s are not defined inside a recurrent network, at %s; %s are"
                    .formatted(
                        what,
                        site.name(),
                        Words.all(
                            Families.words(Normalization.class, DefinedInRecurrence.class)))));
  }
}
