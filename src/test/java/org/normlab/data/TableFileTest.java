package org.normlab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.file.MissingData;

class TableFileTest {
  @TempDir Path folder;
  private DataHome home;

  @BeforeEach
  void home() {
    home = new DataHome(folder, false);
  }

  private static byte[] table(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(row -> row + "," + (row % 2 == 0 ? "even" : "odd"))
        .collect(Collectors.joining("\n", "number,kind\n", "\n"))
        .getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".xz"})
  void readsAFileInTheFormThatItsNameTells(String form) throws Exception {
    Packed.write(folder.resolve("mine"), "t.csv", form, table(20));
    DataSpec spec = Specs.file("mine/t.csv" + form, "kind");
    DataSet set = DataSets.load(spec, home, 0, _ -> {});
    assertThat(set.name()).isEqualTo("mine/t.csv" + form);
    assertThat(set.labels()).startsWith(0, 1, 0, 1).hasSize(20);
    assertThat(DataSets.outline(spec, home, 0).trainRows()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".xz"})
  void findsAUciTableInAnyForm(String form) throws Exception {
    Packed.write(folder.resolve("uci"), "parity.csv", form, table(20));
    DataSet set = DataSets.load(DataSpec.named("uci/parity"), home, 0, _ -> {});
    assertThat(set.name()).isEqualTo("uci/parity");
    assertThat(set.labels()).startsWith(0, 1, 0, 1).hasSize(20);
  }

  @Test
  void saysWhereAMissingTableWasLookedForAndHowToGetIt() {
    assertThatThrownBy(() -> DataSets.load(DataSpec.named("uci/none"), home, 0, _ -> {}))
        .isInstanceOf(MissingData.class)
        .hasMessageContaining("uci/none is not there")
        .hasMessageContaining(folder.resolve("uci/none.csv") + " (or .gz, .xz)")
        .hasMessageContaining("https://archive.ics.uci.edu")
        .hasMessageContaining("normlab.data.dir");
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".xz"})
  void tellsADamagedFileByItsName(String form) throws Exception {
    byte[] packed = Packed.as(form, table(5000));
    Path cut = Files.write(folder.resolve("cut.csv" + form), Arrays.copyOf(packed, 500));
    Path other = Files.write(folder.resolve("other.csv" + form), table(20));
    Path empty = Files.createFile(folder.resolve("empty.csv" + form));
    for (Path file : new Path[] {cut, other, empty}) {
      DataSpec spec = Specs.file(file.getFileName().toString(), "kind");
      assertThatThrownBy(() -> DataSets.load(spec, home, 0, _ -> {}))
          .isInstanceOf(IllegalDataException.class)
          .hasMessageContaining(file + " is damaged or cut short")
          .hasMessageNotContaining("null");
    }
  }

  @Test
  void refusesTextThatIsNotUtf8() throws Exception {
    Files.write(folder.resolve("t.csv"), new byte[] {'a', ',', 'y', '\n', '1', ',', (byte) 0xe9});
    assertThatThrownBy(() -> DataSets.load(Specs.file("t.csv", "y"), home, 0, _ -> {}))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("t.csv is not UTF-8 text");
  }

  @Test
  void outlinesAChangedFileAnew() throws Exception {
    DataSpec spec = Specs.file("t.csv", "kind");
    Files.write(folder.resolve("t.csv"), table(20));
    assertThat(DataSets.outline(spec, home, 0).testRows()).isEqualTo(4);
    Files.write(folder.resolve("t.csv"), table(40));
    assertThat(DataSets.outline(spec, home, 0).testRows()).isEqualTo(8);
  }

  @Test
  void listsTheTablesThatAreThereWithWhatTheIndexTells() throws Exception {
    Packed.write(folder.resolve("uci"), "b.csv", ".gz", table(20));
    Packed.write(folder.resolve("uci"), "a.csv", ".gz", table(20));
    Files.writeString(folder.resolve("uci/INDEX.csv"), "name,rows,features,classes\nb,20,1,2\n");
    assertThat(DataSets.list(home))
        .filteredOn(listing -> listing.kind().equals("table"))
        .extracting(Listing::name, Listing::present, Listing::summary)
        .containsExactly(
            tuple("uci/a", true, "a UCI table"),
            tuple("uci/b", true, "20 rows, 1 features, 2 classes"));
  }

  @Test
  void listsHowToGetTablesWhereThereAreNone() {
    assertThat(DataSets.list(home))
        .filteredOn(listing -> listing.kind().equals("table"))
        .singleElement()
        .satisfies(listing -> assertThat(listing.present()).isFalse())
        .satisfies(
            listing -> assertThat(listing.howToGet()).contains(folder.resolve("uci").toString()));
  }
}
