package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.Digest;
import org.normlab.data.file.IllegalDataException;

class CifarTest {
  private static final int RECORDS = 4;
  private static final int ROWS = 6 * RECORDS;
  private static final int PLANE = 32 * 32;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final DataSpec SPEC = Specs.split(0, 0.0, null);

  @TempDir Path root;
  private Path folder;
  private DataHome home;
  private final Cifar cifar =
      new Cifar(
          RECORDS,
          URI.create("http://127.0.0.1:1/"),
          Digest.md5("none"),
          Collections.nCopies(6, "none"));

  @BeforeEach
  void folder() {
    folder = root.resolve("cifar-10");
    home = new DataHome(root, false);
  }

  private static byte pixel(int row, int channel, int at) {
    return (byte) (row * 31 + channel * 77 + at * 3 + at / 100);
  }

  private static byte[] batch(int number) {
    byte[] batch = new byte[RECORDS * RECORD];
    for (int r = 0; r < RECORDS; r++) {
      int row = number * RECORDS + r;
      batch[r * RECORD] = (byte) (row % 10);
      for (int i = 0; i < 3 * PLANE; i++) {
        batch[r * RECORD + 1 + i] = pixel(row, i / PLANE, i % PLANE);
      }
    }
    return batch;
  }

  private void write(String form) throws IOException {
    for (int b = 0; b < 6; b++) {
      Packed.write(folder, Cifar.FILES.get(b), form, batch(b));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".xz"})
  void turnsPlanesIntoPixelsOfThreeChannels(String form) throws Exception {
    write(form);
    DataSet set = cifar.load(SPEC, home, _ -> {});
    assertThat(set.shape()).containsExactly(3, 32, 32);
    assertThat(set.labels()).isEqualTo(IntStream.range(0, ROWS).map(row -> row % 10).toArray());
    byte[] expected = new byte[ROWS * 3 * PLANE];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = pixel(i / (3 * PLANE), i % 3, i / 3 % PLANE);
    }
    byte[] values = new byte[set.values().remaining()];
    set.values().get(0, values);
    assertThat(values).isEqualTo(expected);
  }

  @Test
  void keepsTheTestBatchForTesting() throws Exception {
    write("");
    DataSet set = cifar.load(SPEC, home, _ -> {});
    assertThat(set.test()).containsExactly(20, 21, 22, 23);
    assertThat(set.train()).isEqualTo(IntStream.range(0, 20).toArray());
    assertThat(cifar.outline(SPEC, home))
        .isEqualTo(new DataShape(List.of(3, 32, 32), 10, 20, 0, 4));
  }

  private void assertRefused(UnaryOperator<byte[]> spoil, String message) throws IOException {
    write("");
    Path spoilt = folder.resolve(Cifar.FILES.get(1));
    Files.write(spoilt, spoil.apply(Files.readAllBytes(spoilt)));
    assertThatThrownBy(() -> cifar.load(SPEC, home, _ -> {}))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(spoilt + message);
  }

  @Test
  void refusesACutBatch() throws Exception {
    assertRefused(
        bytes -> Arrays.copyOf(bytes, 2 * RECORD + 100),
        ", record 3: asked for 4 records of 3073 bytes, the first a class 0…9;"
            + " received 100 bytes, the first 6");
  }

  @Test
  void refusesAClassOutOfRange() throws Exception {
    assertRefused(
        bytes -> {
          bytes[RECORD] = (byte) 200;
          return bytes;
        },
        ", record 2: asked for 4 records of 3073 bytes, the first a class 0…9;"
            + " received 3073 bytes, the first 200");
  }

  @Test
  void refusesABatchOfMoreRecords() throws Exception {
    assertRefused(
        bytes -> Arrays.copyOf(bytes, bytes.length + 1),
        ": asked for 4 records; received more bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".xz"})
  void tellsADamagedBatchByItsName(String form) throws Exception {
    write(form);
    Path cut = folder.resolve("test_batch.bin" + form);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 100));
    assertThatThrownBy(() -> cifar.load(SPEC, home, _ -> {}))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageStartingWith(cut + " is damaged or cut short");
  }

  @Test
  void fetchesTheArchiveUnpacksItsBatchesAndRemovesIt() throws Exception {
    Archive archive = new Archive().folder("cifar-10-batches-bin/");
    String[] digests = new String[6];
    for (int b = 0; b < 6; b++) {
      archive.file("cifar-10-batches-bin/" + Cifar.FILES.get(b), batch(b));
      digests[b] = FileServer.sha256(batch(b));
    }
    byte[] packed = Packed.as(".gz", archive.end());
    try (FileServer server = new FileServer()) {
      server.put("cifar-10-binary.tar.gz", packed);
      Digest digest = Digest.sha256(FileServer.sha256(packed));
      Cifar served = new Cifar(RECORDS, server.base(), digest, List.of(digests));
      Heard heard = new Heard();
      DataSet set = served.load(SPEC, new DataHome(root, true), heard);
      assertThat(set.values().get(4)).isEqualTo(pixel(0, 1, 1));
      assertThat(heard.sentences()).contains("unpacking cifar-10-binary.tar.gz");
    }
    assertThat(folder.toFile().list())
        .filteredOn(name -> !name.equals(".lock"))
        .containsExactlyInAnyOrderElementsOf(Cifar.FILES);
  }
}
