package org.normlab.train.loop;

import java.io.IOException;
import org.normlab.data.DataSet;
import org.normlab.data.DataSets;
import org.normlab.data.DataSpec;
import org.normlab.data.file.MissingData;
import org.normlab.train.Progress;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingContext;
import org.normlab.train.file.TrainingFailed;

/**
 * The data of a training and the digest of the bytes that they were read from.
 *
 * @param digest as {@link DataSets#digest} gives it
 */
record LoadedData(DataSet set, String digest) {

  /**
   * Reads the data.
   *
   * @throws TrainingFailed where they cannot be read, are not those that are expected, or change
   *     while they are read
   */
  static LoadedData of(SupervisedSpec spec, TrainingContext place, Progress progress)
      throws TrainingFailed {
    DataSpec data = spec.data();
    try {
      String digest = DataSets.digest(data, place.data(), progress::log);
      for (TrainingContext.ExpectedData expected : place.expectedData()) {
        if (!expected.digest().equals(digest)) {
          throw new TrainingFailed(changed(data, expected, digest));
        }
      }
      DataSet set = DataSets.load(data, place.data(), spec.architecture().window(), progress::log);
      String after = DataSets.digest(data, place.data(), progress::log);
      if (!after.equals(digest)) {
        throw new TrainingFailed(
            "the data %s changed while they were read: they were %s before and %s afterwards"
                .formatted(data.source().reference(), digest, after));
      }
      return new LoadedData(data.tasks().redrawLabels() ? set.trainingOnly() : set, digest);
    } catch (IOException | MissingData e) {
      throw new TrainingFailed("the data could not be loaded: " + e.getMessage(), e);
    }
  }

  private static String changed(
      DataSpec data, TrainingContext.ExpectedData expected, String digest) {
    return "the data %s have changed: %s read %s, and now they are %s; put the data back, or submit a new job or study for the new ones"
        .formatted(data.source().reference(), expected.readBy(), expected.digest(), digest);
  }
}
