package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.table.ClassCount;

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
    DataShape outline = DataSets.outline(spec, home(), 0);
    assertThat(outline.shape()).isEqualTo(set.shape());
    assertThat(outline.classes()).isEqualTo(set.classes());
    assertThat(outline.trainRows()).isEqualTo(set.train().length);
    assertThat(outline.validationRows()).isEqualTo(set.validation().length);
    assertThat(outline.testRows()).isEqualTo(set.test().length);
    assertThat(outline.classCounts().stream().mapToInt(ClassCount::rows).sum())
        .isEqualTo(set.rows());
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
  void namesAllFilesThatAreNoImagesAlsoAfterTheyHaveChanged() throws Exception {
    fill("pets/cat", 10, 30);
    fill("pets/dog", 20, 30);
    load(spec(null));
    Files.writeString(root.resolve("data/pets/cat/11.png"), "not an image");
    Files.writeString(root.resolve("data/pets/dog/03.png"), "nor is this");
    assertRefused("cat/11.png is neither JPEG nor PNG: it begins with the bytes 0x6e6f");
    assertRefused("dog/03.png is neither JPEG nor PNG");
    assertRefused("2 of 60 images cannot be used");
  }

  @Test
  void findsFilesThatAreCutShortBeforeTraining() throws Exception {
    fill("pets/cat", 10, 20);
    fill("pets/dog", 20, 20);
    Path file = root.resolve("data/pets/dog/07.png");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
    assertRefused("dog/07.png is cut short: its last chunk is missing");
    Files.write(file, new byte[0]);
    assertRefused("dog/07.png is empty");
    byte[] more = Arrays.copyOf(whole, whole.length + 5);
    Files.write(file, more);
    assertThat(load(spec(null)).rows()).isEqualTo(40);
  }

  @Test
  void namesTwentyOfManyDamagedFiles() throws Exception {
    fill("pets/cat", 10, 2);
    fill("pets/dog", 20, 2);
    for (int i = 0; i < 30; i++) {
      Files.writeString(root.resolve("data/pets/dog/x%02d.png".formatted(i)), "no image");
    }
    assertRefused("30 of 34 images cannot be used");
    assertThatThrownBy(() -> DataSets.outline(spec(null), home(), 0))
        .hasMessageContaining("x00.png", "x19.png")
        .hasMessageNotContaining("x20.png")
        .hasMessageEndingWith("; …");
  }

  /** A folder's name and, behind a slash, what it holds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Train/cat Train/dog TEST/cat TEST/dog | cat dog",
        "training_set/cat training_set/dog test_set/cat test_set/dog | cat dog",
        "train/a train/b dev/a dev/b testing/a testing/b | a b",
        "train2017/a train2017/b val2017/a val2017/b | a b",
        "exam test | exam test",
        "car plane train | car plane train",
        "car/old plane/old train/steam train/fast | car plane train",
        "test/x exam/y | exam test",
        "dev test | dev test",
      })
  void tellsPartsFromClasses(String folders, String classes) throws Exception {
    for (String folder : folders.split(" ")) {
      fill("pets/" + folder, 10, 4);
    }
    assertThat(DataSets.outline(spec(null), home(), 0).classCounts())
        .extracting(ClassCount::name)
        .containsExactly(classes.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train/a train/b val/a val/b valid/a valid/b",
        "train/a train/b Train/a Train/b test/a test/b",
        "train/a train/b test/a test/b unlabeled",
        "val/a val/b test/a test/b",
        "a b test/a test/b",
      })
  void refusesFoldersThatMayBePartsOrClasses(String folders) throws Exception {
    for (String folder : folders.split(" ")) {
      fill("pets/" + folder, 10, 4);
    }
    assertRefused("it cannot be known whether they are official parts or classes");
    assertRefused("validation part: val, valid, validation or dev");
  }

  @Test
  void saysThatACamerasOrientationIsNotApplied() throws Exception {
    fill("pets/cat", 10, 8);
    fill("pets/dog", 20, 8);
    Path plain = Pictures.write(Pictures.plain(0x102030), root.resolve("plain.jpg"));
    Files.write(
        root.resolve("data/pets/dog/turned.jpg"), Jpegs.turned(Files.readAllBytes(plain), 6));
    Files.write(
        root.resolve("data/pets/dog/upright.jpg"), Jpegs.turned(Files.readAllBytes(plain), 1));
    assertThat(DataSets.outline(spec(null), home(), 0).notes())
        .singleElement()
        .asString()
        .startsWith("1 of 18 images name a camera's orientation, which is not applied");
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
