package org.normlab.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** A tar archive, made by hand. */
public final class Archive {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Archive file(String name, byte[] bytes) {
    return member(name, '0', bytes);
  }

  public Archive folder(String name) {
    return member(name, '5', new byte[0]);
  }

  private Archive member(String name, char type, byte[] bytes) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "%011o".formatted(bytes.length));
    header[156] = (byte) type;
    put(header, 257, "ustar");
    out.writeBytes(header);
    out.writeBytes(bytes);
    out.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
  }

  public byte[] end() {
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }
}
