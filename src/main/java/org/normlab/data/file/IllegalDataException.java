package org.normlab.data.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Data that is there but cannot be used; the message says where in which file, what was asked, what
 * was received and what is allowed.
 */
public final class IllegalDataException extends IOException {
  public IllegalDataException(String message) {
    super(message);
  }

  public IllegalDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
