package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.table.ClassCount;

/** Small inputs that users have trained on by mistake, each one of a kind. */
class CasesTest {
  private static final DataHome HOME =
      new DataHome(Path.of("src/test/resources/cases-data"), false);

  private static DataSpec spec(String source, String label, String exclude) {
    String[] excluded = exclude == null ? new String[0] : exclude.split("; ");
    return label == null
        ? Specs.uci(source, null, excluded)
        : Specs.table(source, label, null, excluded);
  }

  private static DataShape outline(DataSpec spec) throws Exception {
    return DataSets.outline(spec, HOME, 0);
  }

  /** Rows of all parts, features and classes with their rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uci/plants | | | 60 | 2 | fern 20, moss 20, reed 20",
        "uci/numbered-header | | | 60 | 2 | 0 20, 1 20, 2 20",
        "numbered-header-file.csv | 2 | | 60 | 2 | 0 20, 1 20, 2 20",
        "labels-float.csv | y | | 60 | 2 | 0.0 30, 01 30",
        "labels-missing.csv | y | | 48 | 2 | 0 24, 1 24",
        "index-column.csv | y | | 300 | 3 | 0 100, 1 100, 2 100",
        "index-column.csv | y | column 1 | 300 | 2 | 0 100, 1 100, 2 100",
        "tiny-values.csv | y | | 400 | 3 | 0 200, 1 200",
        "tiny-values.csv | y | a; b | 400 | 1 | 0 200, 1 200",
      })
  void readsWhatIsMeant(
      String source, String label, String exclude, int rows, int features, String classes)
      throws Exception {
    DataSpec spec = spec(source, label, exclude);
    DataShape outline = outline(spec);
    assertThat(outline.trainRows() + outline.validationRows() + outline.testRows()).isEqualTo(rows);
    assertThat(outline.features()).isEqualTo(features);
    assertThat(
            outline.classCounts().stream()
                .map(c -> c.name() + " " + c.rows())
                .collect(Collectors.joining(", ")))
        .isEqualTo(classes);
    List<String> log = new ArrayList<>();
    DataSet set = DataSets.load(spec, HOME, 0, log::add);
    assertThat(set.rows()).isEqualTo(rows);
    assertThat(set.shape()).isEqualTo(outline.shape());
    assertThat(set.notes()).containsAll(outline.notes());
    assertThat(String.join("\n", log)).contains(classes.replaceAll("([^ ,]+) (\\d+)", "$1: $2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uci/numbered-header | | the first row (0, 1, 2) was taken as the header",
        "labels-float.csv | y | spellings of one label are one class: \"0.0\", \"0\", \"00\"",
        "labels-missing.csv | y | 12 of 60 rows have no label (\"?\", \"NA\") and are left out",
        "index-column.csv | y | the column \"column 1\" looks like row numbers",
      })
  void saysBeforeTrainingWhatAUserShouldKnow(String source, String label, String note)
      throws Exception {
    assertThat(outline(spec(source, label, null)).notes()).anyMatch(n -> n.startsWith(note));
  }

  @Test
  void doesNotWarnOfAnOrdinaryTable() throws Exception {
    assertThat(outline(Specs.file("without-index.csv", "y")).notes()).isEmpty();
  }

  @Test
  void refusesAQuantityAsLabel() {
    assertThatThrownBy(() -> outline(Specs.file("target-continuous.csv", "price")))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("299 different labels in 300 rows")
        .hasMessageContaining("regression");
  }

  @Test
  void saysThatOneTrainingRowIsLeft() {
    DataSpec spec = Specs.validation("five-rows.csv", "y", 0.99);
    assertThatThrownBy(() -> outline(spec))
        .hasMessage(
            "five-rows.csv: 1 training row is left beside 3 for validation and 1 for the test, and"
                + " nothing varies in one row; a larger limit, a smaller validation share or more"
                + " rows leave more");
  }

  @Test
  void readsSmallImagesInIdxFiles() throws Exception {
    DataShape outline = outline(DataSpec.named("mnist"));
    assertThat(outline.shape()).containsExactly(1, 8, 8);
    assertThat(DataSets.load(DataSpec.named("mnist"), HOME, 0, _ -> {}).rows())
        .isEqualTo(outline.trainRows() + outline.validationRows() + outline.testRows());
  }

  @ParameterizedTest
  @CsvSource({"parts-valid, 24, 8, 8", "parts-training, 18, 6, 8"})
  void takesOfficialPartsByTheirUsualNames(String folder, int train, int validation, int test)
      throws Exception {
    DataShape outline = outline(Specs.folder(folder, 16, null, null));
    assertThat(outline.classCounts()).extracting(ClassCount::name).containsExactly("cat", "dog");
    assertThat(List.of(outline.trainRows(), outline.validationRows(), outline.testRows()))
        .containsExactly(train, validation, test);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg-plain-012", "jpeg-jfif"})
  void readsTheColoursOfJpegFilesWithAndWithoutMarkers(String folder) throws Exception {
    Preprocessing inputs = DataSets.inputs(Specs.folder(folder, 16, null, null), HOME, 0);
    assertThat(inputs.mean().get(0) * 255).isCloseTo(127, within(1.0));
    assertThat(inputs.mean().get(1) * 255).isCloseTo(0, within(1.0));
    assertThat(inputs.mean().get(2) * 255).isCloseTo(127, within(1.0));
  }

  @Test
  void namesAllDamagedImagesAtOnce() {
    assertThatThrownBy(() -> outline(Specs.folder("corrupt-headers", 16, null, null)))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("3 of 24 images cannot be used: ")
        .hasMessageContaining("cat/2.png is cut short")
        .hasMessageContaining("cat/5.png is cut short")
        .hasMessageContaining("cat/7.png is cut short");
  }
}
