package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataHomeTest {
  @TempDir Path root;
  private Path folder;
  private DataHome home;

  @BeforeEach
  void home() throws IOException {
    folder = Files.createDirectories(root.resolve("data/tables")).getParent();
    home = new DataHome(folder, false);
    Files.writeString(folder.resolve("tables/mine.csv"), "mine");
    Files.writeString(root.resolve("secret.csv"), "secret");
  }

  @Test
  void findsAFileBelowTheFolder() throws Exception {
    assertThat(home.file("tables/mine.csv")).hasContent("mine");
    assertThat(home.file("./tables/mine.csv")).hasContent("mine");
  }

  private void assertLeaves(String relative) {
    assertThatThrownBy(() -> home.file(relative))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(
            "a file or folder must lie below normlab.data.dir and be named relative to it; received"
                + " \""
                + relative
                + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret.csv", "tables/../../secret.csv", "tables/../tables/mine.csv", ".."})
  void refusesToClimb(String relative) {
    assertLeaves(relative);
    assertThat(DataHome.refusal(relative)).isNotNull();
  }

  @Test
  void refusesAbsolutePathsEvenOfItsOwnFiles() {
    assertLeaves(root.resolve("secret.csv").toString());
    assertLeaves(folder.resolve("tables/mine.csv").toString());
  }

  @Test
  void refusesLinksThatLeadOut() throws Exception {
    Files.createSymbolicLink(folder.resolve("link.csv"), root.resolve("secret.csv"));
    Files.createSymbolicLink(folder.resolve("up"), root);
    assertLeaves("link.csv");
    assertLeaves("up/secret.csv");
  }

  @Test
  void refusesASiblingFolderWhoseNameBeginsAlike() throws Exception {
    Path sibling = Files.createDirectory(root.resolve("data-of-others"));
    Files.writeString(sibling.resolve("theirs.csv"), "theirs");
    Files.createSymbolicLink(folder.resolve("theirs.csv"), sibling.resolve("theirs.csv"));
    assertLeaves("theirs.csv");
  }

  @Test
  void followsLinksThatStayInside() throws Exception {
    Files.createSymbolicLink(folder.resolve("same.csv"), Path.of("tables/mine.csv"));
    assertThat(home.file("same.csv")).hasContent("mine");
    Path link = Files.createSymbolicLink(root.resolve("elsewhere"), folder);
    assertThat(new DataHome(link, false).file("same.csv")).hasContent("mine");
  }

  @Test
  void saysWhereAMissingFileWasLookedForAndWhatToDo() {
    assertThatThrownBy(() -> home.file("tables/none.csv"))
        .isInstanceOf(MissingData.class)
        .hasMessage(
            "The file %s is not there. Put it there, or point normlab.data.dir at the folder that"
                + " has it.",
            folder.resolve("tables/none.csv"));
  }

  @Test
  void refusesWhatIsNoRegularFile() {
    assertThatThrownBy(() -> home.file("tables"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage("data needs a regular file; received " + folder.resolve("tables"));
  }

  @Test
  void refusesWhatIsNoPath() {
    assertThatThrownBy(() -> home.file("a\0b"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("a file or folder must be a path below normlab.data.dir");
  }
}
