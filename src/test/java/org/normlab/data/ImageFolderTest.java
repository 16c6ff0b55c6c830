package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  private static final int SIZE = 8;
  private static final int BYTES = SIZE * SIZE * 3;

  @TempDir Path root;

  private DataHome home() {
    return new DataHome(root.resolve("data"), false);
  }

  /** Images of one colour each: the class is told by red, the number by green. */
  private void fill(String folder, int red, int images) throws Exception {
    for (int i = 0; i < images; i++) {
      Path file = root.resolve("data/%s/%02d.png".formatted(folder, i));
      Pictures.write(Pictures.plain((red << 16) | (i << 8)), file);
    }
  }

  private static DataSpec spec(Double validation) {
    return Specs.folder("pets", SIZE, validation, null);
  }

  private DataSet load(DataSpec spec) throws Exception {
    DataSet set = DataSets.load(spec, home(), 0, _ -> {});
    assertThat(DataSets.outline(spec, home(), 0))
        .isEqualTo(
            new Outline(
                set.shape(),
                set.classes(),
                set.train().length,
                set.validation().length,
                set.test().length));
    return set;
  }

  private static int byteOf(DataSet set, int row, int channel) {
    return set.values().get(row * BYTES + channel) & 0xff;
  }

  @Test
  void takesClassesFromFoldersInOrderAndSplitsAsATable() throws Exception {
    fill("pets/dog/big", 20, 6);
    fill("pets/dog/small", 20, 4);
    fill("pets/cat", 10, 10);
    Files.writeString(root.resolve("data/pets/cat/.DS_Store"), "no image");
    Files.writeString(root.resolve("data/pets/README.md"), "no class");
    DataSet set = load(spec(null));
    assertThat(set.shape()).containsExactly(3, SIZE, SIZE);
    assertThat(set.rows()).isEqualTo(20);
    assertThat(set.classes()).isEqualTo(2);
    assertThat(set.values().isDirect()).isTrue();
    for (int row = 0; row < 20; row++) {
      assertThat(set.labels()[row]).isEqualTo(row / 10);
      assertThat(byteOf(set, row, 0)).isEqualTo(10 + 10 * (row / 10));
      assertThat(byteOf(set, row, 1)).isEqualTo(row < 16 ? row % 10 : row - 16);
    }
    assertThat(set.train()).hasSize(12);
    assertThat(set.validation()).hasSize(4);
    assertThat(set.test()).hasSize(4);
    assertThat(set.mean()[0]).isCloseTo(15f / 255, within(1e-6f));
  }

  @Test
  void keepsOfficialParts() throws Exception {
    for (String part : List.of("train", "val", "test")) {
      fill("pets/" + part + "/cat", part.length(), 4);
      fill("pets/" + part + "/dog", part.length() + 100, 4);
    }
    DataSet set = load(spec(null));
    assertThat(set.train()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(set.validation()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(set.test()).containsExactly(16, 17, 18, 19, 20, 21, 22, 23);
    assertThat(byteOf(set, 4, 0)).isEqualTo(105);
    assertThat(byteOf(set, 8, 0)).isEqualTo(3);
    assertThat(load(Specs.folder("pets", SIZE, null, 2)).train()).hasSize(2);
  }

  @Test
  void takesValForTheTestPartWhereThereIsNoOther() throws Exception {
    for (String part : List.of("train", "val")) {
      fill("pets/" + part + "/cat", part.length(), 4);
      fill("pets/" + part + "/dog", part.length(), 4);
    }
    DataSet set = load(spec(0.25));
    assertThat(set.test()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(set.validation()).hasSize(2);
    assertThat(set.train()).hasSize(6);
  }

  private void assertRefused(String sentence) {
    List<ThrowingCallable> both =
        List.of(
            () -> DataSets.outline(spec(null), home(), 0),
            () -> DataSets.load(spec(null), home(), 0, _ -> {}));
    for (ThrowingCallable one : both) {
      assertThatThrownBy(one).hasMessageContaining(sentence);
    }
  }

  @Test
  void refusesWhatHoldsNoTwoClasses() throws Exception {
    Files.createDirectories(root.resolve("data"));
    assertRefused("pets is not there. Put it there");
    Files.createDirectories(root.resolve("data/pets"));
    assertRefused("pets holds no folder; data.folder needs one folder a class, and at least two");
    fill("pets/cat", 10, 2);
    assertRefused("holds the one class cat; data.folder needs");
    Files.createDirectories(root.resolve("data/pets/dog"));
    assertRefused("the class dog has no image");
    fill("pets", 10, 1);
    assertRefused("00.png lies in no class's folder");
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws Exception {
    Files.createDirectories(root.resolve("data"));
    Files.writeString(root.resolve("data/pets"), "");
    assertRefused("data.folder needs a folder; received ");
  }

  @Test
  void refusesAnEmptyPart() throws Exception {
    fill("pets/train/cat", 10, 2);
    fill("pets/train/dog", 20, 2);
    Files.createDirectories(root.resolve("data/pets/test/dog"));
    assertRefused("test holds no image");
  }

  @Test
  void namesTheFirstFileThatIsNoImageAlsoAfterItHasChanged() throws Exception {
    fill("pets/cat", 10, 30);
    fill("pets/dog", 20, 30);
    load(spec(null));
    Files.writeString(root.resolve("data/pets/cat/11.png"), "not an image");
    Files.writeString(root.resolve("data/pets/dog/03.png"), "nor is this");
    assertRefused("cat/11.png is neither JPEG nor PNG: it begins with the bytes 0x6e6f");
  }

  @Test
  void refusesLinksThatLeadOut() throws Exception {
    fill("pets/cat", 10, 2);
    fill("pets/dog", 20, 2);
    fill("../theirs", 30, 1);
    Path link = root.resolve("data/pets/dog/link.png");
    Files.createSymbolicLink(link, root.resolve("theirs/00.png"));
    assertRefused("link.png is a link that leads out of normlab.data.dir");
    Files.delete(link);
    Files.createSymbolicLink(link, root.resolve("data/pets/cat/01.png"));
    assertThat(load(spec(null)).rows()).isEqualTo(5);
  }

  @Test
  void refusesWhatNoBufferOrMachineHolds() throws Exception {
    assertThat(ImageFolder.bytes(14_266, 224)).isEqualTo(14_266 * 224 * 224 * 3);
    assertThatThrownBy(() -> ImageFolder.bytes(14_267, 224))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(
            "14,267 images of 224 × 224 pixels take 2,147,582,976 bytes; a set may take"
                + " 2,147,483,647: at most 14,266 images of this size, or these at a size of at"
                + " most 223");
    ImageFolder.checkMemory(1000, 1000);
    assertThatThrownBy(() -> ImageFolder.checkMemory(1001, 1000))
        .hasMessageContaining("take 1,001 bytes; the memory of this machine is 1,000");
  }
}
