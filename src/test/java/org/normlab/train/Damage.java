package org.normlab.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What becomes of files on disks that fail. */
public enum Damage {
  /** Within the JSON of the header. */
  HEADER_BYTE {
    @Override
    byte[] of(byte[] whole) {
      whole[Long.BYTES + 1] ^= 1;
      return whole;
    }
  },
  /** Of one number; the header says the same. */
  NUMBER_BIT {
    @Override
    byte[] of(byte[] whole) {
      whole[whole.length - 5] ^= 1;
      return whole;
    }
  },
  TRUNCATED {
    @Override
    byte[] of(byte[] whole) {
      return Arrays.copyOf(whole, whole.length / 2);
    }
  },
  EMPTY {
    @Override
    byte[] of(byte[] whole) {
      return new byte[0];
    }
  },
  LONGER {
    @Override
    byte[] of(byte[] whole) {
      return Arrays.copyOf(whole, whole.length + 1);
    }
  },
  ZEROS {
    @Override
    byte[] of(byte[] whole) {
      return new byte[whole.length];
    }
  },
  REMOVED {
    @Override
    public void doTo(Path file) throws IOException {
      Files.delete(file);
    }

    @Override
    byte[] of(byte[] whole) {
      throw new IllegalStateException("nothing is left");
    }
  },
  A_FOLDER {
    @Override
    public void doTo(Path file) throws IOException {
      Files.delete(file);
      Files.createDirectory(file);
    }

    @Override
    byte[] of(byte[] whole) {
      throw new IllegalStateException("nothing is left");
    }
  };

  abstract byte[] of(byte[] whole);

  public void doTo(Path file) throws IOException {
    Files.write(file, of(Files.readAllBytes(file)));
  }
}
