package org.normlab.train;

import org.junit.jupiter.api.Test;
import org.normlab.torch.OlderProcessor;

class NarrowNetworksTest {
  @Test
  void everyNetworkTrainsAtAnyWidthOnProcessorsWithoutAvx512() throws Exception {
    OlderProcessor.runs(NarrowNetworks.class);
  }
}
