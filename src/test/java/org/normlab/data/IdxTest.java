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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.table.ClassCount;

class IdxTest {
  private static final DataSpec SPEC = Specs.split(0, 0.1, null);
  private static final String IMAGES = Idx.FILES.get(0);
  private static final String LABELS = Idx.FILES.get(1);

  @TempDir Path root;
  private Path folder;
  private DataHome home;
  private Idx idx;

  @BeforeEach
  void set() throws IOException {
    folder = root.resolve("little");
    home = new DataHome(root, false);
    idx =
        new Idx(
            "little", URI.create("http://127.0.0.1:1/"), "1 kB", Collections.nCopies(4, "none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".xz"})
  void readsEveryPixelAndLabel(String form) throws Exception {
    IdxSet.write(folder, form);
    DataSet set = idx.load(SPEC, home, _ -> {});
    assertThat(set.name()).isEqualTo("little");
    assertThat(set.shape()).containsExactly(1, 2, 3);
    assertThat(set.isImage()).isTrue();
    assertThat(set.values().isDirect()).isTrue();
    assertThat(set.values().remaining()).isEqualTo(30 * IdxSet.PIXELS);
    for (int i = 0; i < 30 * IdxSet.PIXELS; i++) {
      assertThat(set.values().get(i)).isEqualTo(IdxSet.pixel(i / IdxSet.PIXELS, i % IdxSet.PIXELS));
    }
    assertThat(set.labels()).isEqualTo(IntStream.range(0, 30).map(IdxSet::label).toArray());
  }

  @Test
  void keepsTheOfficialTestPart() throws Exception {
    IdxSet.write(folder, "");
    DataSet set = idx.load(SPEC, home, _ -> {});
    assertThat(set.test()).isEqualTo(IntStream.range(20, 30).toArray());
    assertThat(set.train()).hasSize(18);
    assertThat(set.validation()).hasSize(2);
    List<ClassCount> counts =
        IntStream.range(0, 10).mapToObj(c -> new ClassCount("" + c, 3)).toList();
    assertThat(idx.outline(SPEC, home))
        .isEqualTo(new DataShape(List.of(1, 2, 3), 10, 18, 2, 10).counted(counts));
  }

  private void assertRefused(String file, UnaryOperator<byte[]> spoil, String message)
      throws IOException {
    IdxSet.write(folder, "");
    Path spoilt = folder.resolve(file);
    Files.write(spoilt, spoil.apply(Files.readAllBytes(spoilt)));
    assertThatThrownBy(() -> idx.load(SPEC, home, _ -> {}))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(spoilt + message);
  }

  private static UnaryOperator<byte[]> with(int at, int value) {
    return bytes -> {
      bytes[at] = (byte) value;
      return bytes;
    };
  }

  @Test
  void refusesAnotherMagicNumber() throws Exception {
    assertRefused(
        IMAGES,
        with(3, 1),
        ": an IDX file of bytes in 3 dimensions begins with 0x00000803; received 0x00000801");
    assertRefused(
        LABELS,
        with(2, 9),
        ": an IDX file of bytes in 1 dimensions begins with 0x00000801; received 0x00000901");
  }

  @ParameterizedTest
  @CsvSource({"2, ''", "10, ''", "16, ': the header promises 120 bytes more'"})
  void refusesACutFile(int length, String detail) throws Exception {
    assertRefused(
        IMAGES, bytes -> Arrays.copyOf(bytes, length), " is damaged or cut short" + detail);
  }

  @Test
  void refusesFewerOrMoreBytesThanTheHeaderPromises() throws Exception {
    assertRefused(
        IMAGES,
        bytes -> Arrays.copyOf(bytes, bytes.length - 1),
        " is damaged or cut short: the header promises 1 bytes more");
    assertRefused(
        IMAGES,
        bytes -> Arrays.copyOf(bytes, bytes.length + 1),
        ": more bytes follow than the header's [20, 2, 3]");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 200})
  void refusesALabelOutOfRange(int label) throws Exception {
    assertRefused(
        LABELS, with(8 + 4, label), ", label 5: asked for a class 0…9; received " + label);
  }

  @Test
  void refusesAnotherNumberOfLabelsThanOfImages() throws Exception {
    assertRefused(
        LABELS, _ -> IdxSet.labels(0, 19), ": asked for 20 labels, one an image; received 19");
  }

  @Test
  void refusesTestImagesOfAnotherSize() throws Exception {
    assertRefused(
        Idx.FILES.get(2),
        with(11, 1),
        ": test images must be as large as training images; received [10, 1, 3] and [20, 2, 3]");
  }

  @Test
  void refusesDimensionsThatNoBufferHolds() throws Exception {
    assertRefused(
        IMAGES,
        with(4, 127),
        ": dimensions must be positive and multiply to at most 2147483647;"
            + " received [2130706452, 2, 0]");
    assertRefused(
        IMAGES,
        with(7, 0),
        ": dimensions must be positive and multiply to at most 2147483647; received [0, 0, 0]");
  }
}
