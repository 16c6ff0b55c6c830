package org.normlab.torch.program;

/** A program could not be written into the folder of {@link ProgramDump}. */
public final class UnwritableDump extends RuntimeException {
  UnwritableDump(String message, Throwable cause) {
    super(message, cause);
  }
}
