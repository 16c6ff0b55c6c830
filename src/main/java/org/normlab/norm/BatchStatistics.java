package org.normlab.norm;

import java.util.List;
import org.normlab.norm.site.Site;
import org.normlab.setting.Problem;

/**
 * A method that takes statistics of each channel over the batch in training, remembers them for
 * evaluation, and adds an offset.
 */
sealed interface BatchStatistics extends Normalization
    permits BatchNorm,
        L1BatchNorm,
        LinfBatchNorm,
        TopkBatchNorm,
        BatchRenorm,
        GhostBatchNorm,
        SwitchableNorm,
        EvoNormB0,
        PowerNorm,
        IterNorm,
        DecorrelatedBatchNorm {
  @Override
  default boolean batchDependent() {
    return true;
  }

  @Override
  default boolean hasOffset() {
    return true;
  }

  @Override
  default List<Problem> problems(Site site, int batch) {
    return RecurrenceRules.needBatch(site, batch);
  }
}
