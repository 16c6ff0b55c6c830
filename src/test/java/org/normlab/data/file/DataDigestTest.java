package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.DataSets;
import org.normlab.data.DataSpec;
import org.normlab.data.Idx;
import org.normlab.data.IdxSet;
import org.normlab.data.Specs;

class DataDigestTest {
  @TempDir Path root;

  private String digest(DataSpec spec) throws Exception {
    return DataSets.digest(spec, new DataHome(root, false), _ -> {});
  }

  @Test
  void isWhatSha256sumPrintsForAFile() throws Exception {
    Files.writeString(root.resolve("t.csv"), "abc");
    assertThat(digest(Specs.file("t.csv", "y")))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void isThatOfTheListOfAFoldersFiles() throws Exception {
    Files.createDirectories(root.resolve("pets/dog"));
    Files.createDirectories(root.resolve("pets/cat"));
    Files.writeString(root.resolve("pets/dog/1.png"), "b");
    Files.writeString(root.resolve("pets/cat/1.png"), "a");
    Files.writeString(root.resolve("pets/cat/.hidden"), "no data");
    String list =
        Digest.sha256Of(root.resolve("pets/cat/1.png"))
            + "  cat/1.png\n"
            + Digest.sha256Of(root.resolve("pets/dog/1.png"))
            + "  dog/1.png\n";
    DataSpec spec = Specs.folder("pets", 16, null, null);
    String before = digest(spec);
    assertThat(before).isEqualTo(DataDigest.ofBytes(list.getBytes(StandardCharsets.UTF_8)));
    Files.move(root.resolve("pets/dog/1.png"), root.resolve("pets/dog/2.png"));
    assertThat(digest(spec)).isNotEqualTo(before);
  }

  /** As copying with its times kept does. */
  @Test
  void noticesAFileOfTheSameSizeAndTime() throws Exception {
    Path file = Files.writeString(root.resolve("t.csv"), "a,y\n1,p\n2,q\n");
    FileTime time = Files.getLastModifiedTime(file);
    DataSpec spec = Specs.file("t.csv", "y");
    String before = digest(spec);
    assertThat(digest(spec)).isEqualTo(before);
    Path other = Files.writeString(root.resolve("other"), "a,y\n1,p\n3,q\n");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, time);
    assertThat(digest(spec)).isNotEqualTo(before);
  }

  @Test
  void knowsWhatComesWithTheProgram() throws Exception {
    assertThat(digest(DataSpec.named("digits"))).startsWith("sha256:").hasSize(71);
    assertThat(digest(Specs.generated("teacher", 1000, 16, 4, 0))).isEqualTo("generator:1");
    assertThatThrownBy(() -> digest(DataSpec.named("mnist"))).isInstanceOf(MissingData.class);
  }

  @Test
  void isOfAllFilesOfASet() throws Exception {
    IdxSet.write(root.resolve("mnist"), "");
    String before = digest(DataSpec.named("mnist"));
    Path labels = root.resolve("mnist").resolve(Idx.FILES.get(3));
    byte[] bytes = Files.readAllBytes(labels);
    bytes[bytes.length - 1] ^= 1;
    Files.write(labels, bytes);
    assertThat(digest(DataSpec.named("mnist"))).isNotEqualTo(before);
  }
}
