package org.normlab.net.layer;

import org.junit.jupiter.api.Test;
import org.normlab.torch.OlderProcessor;

class ConvolutionTest {
  @Test
  void fewChannelsHaveRightGradientsOnProcessorsWithoutAvx512() throws Exception {
    OlderProcessor.runs(ConvolutionGradients.class);
  }
}
