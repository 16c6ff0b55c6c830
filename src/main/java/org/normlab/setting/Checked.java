package org.normlab.setting;

import java.util.List;

/** A settings record with faults that no single setting's range shows. */
public interface Checked {
  /** All faults, none of which a range of a single {@link Setting} already reports. */
  List<Problem> problems();
}
