package org.normlab.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Data that is there but cannot be used; the message says where in which file, what was asked, what
 * was received and what is allowed.
 */
public final class IllegalDataException extends IOException {
  IllegalDataException(String message) {
    super(message);
  }

  IllegalDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
