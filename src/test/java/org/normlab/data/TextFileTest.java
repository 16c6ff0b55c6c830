package org.normlab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.file.MissingData;
import org.normlab.data.file.RealData;

class TextFileTest {
  @TempDir Path folder;

  private DataHome home() {
    return new DataHome(folder, false);
  }

  private DataSet load(String text, int context, Double validation, Integer limit)
      throws Exception {
    Files.writeString(folder.resolve("a.txt"), text);
    DataSpec spec = Specs.text("a.txt", validation, limit);
    DataSet set = DataSets.load(spec, home(), context, _ -> {});
    assertThat(DataSets.outline(spec, home(), context))
        .isEqualTo(
            new DataShape(
                List.of(context),
                set.classes(),
                set.train().length,
                set.validation().length,
                set.test().length,
                set.labels().length));
    return set;
  }

  @Test
  void numbersTheCodePointsInTheirOrder() throws Exception {
    DataSet set = load("\uFEFFb😀a\né€ab\uFEFF\r", 2, null, null);
    // \n \r a b é € U+FEFF 😀
    assertThat(set.labels()).containsExactly(3, 7, 2, 0, 4, 5, 2, 3, 6, 1);
    assertThat(set.classes()).isEqualTo(8);
    assertThat(set.isText()).isTrue();
    assertThat(set.shape()).containsExactly(2);
    assertThat(set.notes())
        .contains("a text of 10 tokens, 8 of them different; samples are windows of 2 tokens");
  }

  /** The label of a window's last token must lie in its part, so 10 tokens hold 3 windows of 3. */
  @Test
  void cutsContiguousPartsIntoWholeWindows() throws Exception {
    DataSet set = load("ab".repeat(50), 3, 0.2, null);
    assertThat(set.train()).hasSize(23).startsWith(0, 3, 6).endsWith(66);
    assertThat(set.validation()).containsExactly(72, 75, 78, 81, 84);
    assertThat(set.test()).containsExactly(90, 93, 96);
    assertThat(load("ab".repeat(50), 3, 0.2, 10).train()).containsExactly(0, 3, 6);
    assertThat(load("ab".repeat(50), 3, 0.2, 10).validation()).isEqualTo(set.validation());
    assertThat(load("ab".repeat(50), 9, null, null).test()).containsExactly(90);
    assertThat(load("ab".repeat(50), 10, 0.0, null).test()).isEmpty();
    assertThat(load("ab".repeat(50), 10, 0.0, null).notes())
        .contains("the test part is too short for a window");
    assertThat(load("ab".repeat(50), 100, null, null).train()).isEmpty();
  }

  @Test
  void holdsATenthOutForValidation() {
    assertThat(Specs.text("a.txt", null, null).validationShare()).isEqualTo(0.1);
    assertThat(DataSpec.named("shakespeare").validationShare()).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({"0, 255", "5, 128", "65535, 192", "65536, 255", "131072, 237"})
  void namesTheByteThatIsNotUtf8(int offset, int bad) throws Exception {
    byte[] bytes = new byte[140_000];
    Arrays.fill(bytes, (byte) 'x');
    bytes[0] = 'y';
    bytes[offset] = (byte) bad;
    if (bad == 237) {
      bytes[offset + 1] = (byte) 0xa0; // half of a surrogate pair
      bytes[offset + 2] = (byte) 0x80;
    }
    Files.write(folder.resolve("a.txt"), bytes);
    assertThatThrownBy(() -> DataSets.outline(Specs.text("a.txt", null, null), home(), 4))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(
            "%s is not UTF-8 text: byte %d, 0x%02x, begins no character",
            folder.resolve("a.txt").toRealPath(), offset, bad);
  }

  @Test
  void refusesATextThatEndsWithinACharacter() throws Exception {
    byte[] bytes = "twelve bytes€".getBytes(UTF_8);
    Files.write(folder.resolve("a.txt"), Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> DataSets.outline(Specs.text("a.txt", null, null), home(), 4))
        .hasMessageContaining("byte 12, 0xe2");
  }

  /** Characters of several bytes fall on both sides of every border of the reader's buffers. */
  @Test
  void readsCharactersAcrossBuffers() throws Exception {
    String text = "x" + "😀é€".repeat(20_000);
    DataSet set = load(text, 4, null, null);
    assertThat(set.labels()).hasSize(60_001);
    for (int i = 1; i < 60_001; i++) {
      assertThat(set.labels()[i]).isEqualTo(i % 3 == 1 ? 3 : i % 3 == 2 ? 1 : 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aaaaaaaaaaaaaaa", "short"})
  void refusesTextsWithoutAnythingToLearn(String text) {
    assertThatThrownBy(() -> load(text, 4, null, null))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("a text needs 10 to 100000000 characters, two of them different");
  }

  @Test
  void saysHowToGetShakespeare() {
    assertThatThrownBy(() -> DataSets.outline(DataSpec.named("shakespeare"), home(), 8))
        .isInstanceOf(MissingData.class)
        .hasMessageContaining(folder.resolve("text/tinyshakespeare.txt").toString());
  }

  @Test
  void readsShakespeare() throws Exception {
    DataHome real = RealData.home("text/tinyshakespeare.txt");
    DataSpec spec = DataSpec.named("shakespeare");
    DataSet set = DataSets.load(spec, real, 128, _ -> {});
    assertThat(set.labels()).hasSize(1_115_394);
    assertThat(set.classes()).isEqualTo(65);
    // "First Citizen"
    assertThat(Arrays.copyOf(set.labels(), 13))
        .containsExactly(18, 47, 56, 57, 58, 1, 15, 47, 58, 47, 64, 43, 52);
    DataShape outline = DataSets.outline(spec, real, 128);
    assertThat(outline.trainRows()).isEqualTo(set.train().length).isEqualTo(7058);
    assertThat(outline.testRows()).isEqualTo(871);
    assertThat(DataSets.outline(spec, new DataHome(folder, true), 128)).isEqualTo(outline);
  }
}
