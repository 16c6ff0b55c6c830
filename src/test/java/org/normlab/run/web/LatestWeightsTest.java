package org.normlab.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.job.Job;
import org.normlab.run.Checkpoints;
import org.normlab.run.StoredCheckpoint;

class LatestWeightsTest {
  private static final String HEADER =
      """
      {"training.step":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},
       "training.ended":{"dtype":"I64","shape":[1],"data_offsets":[8,16]}}
      """;

  /** A trainer writes on: the file goes whose row was read before. */
  @Test
  void followsACheckpointThatWasReplacedMeanwhile(@TempDir Path folder) throws Exception {
    byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(24 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header).putLong(20).putLong(-1);
    Path newer = Files.write(folder.resolve("newer"), file.array());
    Checkpoints checkpoints = mock();
    when(checkpoints.newest("j"))
        .thenReturn(List.of(stored(10, folder.resolve("older"))))
        .thenReturn(List.of(stored(20, newer)));
    Job job = mock();
    when(job.id()).thenReturn("j");
    when(job.width()).thenReturn(1);
    try (LatestWeights.Found found = new LatestWeights(checkpoints).open(job, 0, 1, false)) {
      assertThat(found.sha256()).isEqualTo("of step 20");
      assertThat(found.weights().step()).isEqualTo(20);
    }
  }

  private static StoredCheckpoint stored(long step, Path file) {
    return new StoredCheckpoint(0, 1, step, file.toString(), "of step " + step, 1);
  }
}
