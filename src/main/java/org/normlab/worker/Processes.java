package org.normlab.worker;

import java.io.IOException;
import org.normlab.trainer.Devices;

/** The processes that a worker starts. */
interface Processes {
  /** A trainer that waits for its first command. */
  Process trainer(Slot slot) throws IOException;

  /** Asks a process, so that PyTorch is never loaded into the service. */
  Devices devices() throws IOException, InterruptedException;
}
