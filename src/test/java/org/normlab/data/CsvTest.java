package org.normlab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static Table read(String text) throws IOException {
    return Csv.labelled(new ByteArrayInputStream(text.getBytes(UTF_8)), "t.csv", "y");
  }

  private static Table readLast(String text) throws IOException {
    return Csv.labelledLast(new ByteArrayInputStream(text.getBytes(UTF_8)), "t.csv");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(message);
  }

  @Test
  void takesTheLabelColumnByItsName() throws Exception {
    Table table = read("a,y,b\n1,cat,-2.5\n3e2,dog,.5\n0,cat,+7\n");
    assertThat(table.where()).isEqualTo("t.csv");
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(table.cells()).containsExactly(1, -2.5, 300, .5, 0, 7);
    assertThat(table.classes()).containsExactly("cat", "dog");
    assertThat(table.labels()).containsExactly(0, 1, 0);
  }

  @Test
  void readsQuotedCells() throws Exception {
    Table table = read("\"a, \"\"raw\"\"\",\"y\"\n\"1\",\"x, y\"\n2,\"two\nlines\" \n");
    assertThat(table.columns()).containsExactly("a, \"raw\"");
    assertThat(table.cells()).containsExactly(1, 2);
    assertThat(table.classes()).containsExactly("two\nlines", "x, y");
  }

  @Test
  void forgivesByteOrderMarkCrLfBlankLinesSpacesAndAMissingLastLineEnd() throws Exception {
    Table table = read("\uFEFFa , y\r\n\r\n 1,p\r\n2 , q\n\n3,p");
    assertThat(table.columns()).containsExactly("a");
    assertThat(table.cells()).containsExactly(1, 2, 3);
    assertThat(table.labels()).containsExactly(0, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "b;a;c;a, a;b;c, 1;0;2;0",
    "10;9;-1;10, -1;9;10, 2;1;0;2",
    "10;9;x;10, 10;9;x, 0;1;2;0",
    "2.0;10.0, 10.0;2.0, 1;0",
  })
  void ordersClassesAsNumbersIfAllAreWholeElseAsText(String given, String classes, String codes)
      throws Exception {
    Table table = read("a,y\n0," + given.replace(";", "\n0,"));
    assertThat(table.classes()).containsExactly(classes.split(";"));
    assertThat(IntStream.of(table.labels()).mapToObj(String::valueOf))
        .containsExactly(codes.split(";"));
  }

  @Test
  void readsTablesLargerThanItsBuffers() throws Exception {
    String rows =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"" + i + "\"," + i * 0.5 + ",\"say \"\"" + i % 7 + "\"\"\"")
            .collect(Collectors.joining("\n"));
    Table table = read("a,b,y\n" + rows);
    assertThat(table.classes()).hasSize(7).startsWith("say \"0\"");
    for (int i = 0; i < 20_000; i++) {
      assertThat(table.cells()[2 * i]).isEqualTo(i);
      assertThat(table.cells()[2 * i + 1]).isEqualTo(i * 0.5);
      assertThat(table.labels()[i]).isEqualTo(i % 7);
    }
  }

  @Test
  void namesTheColumnsThatAreThereIfTheLabelIsNot() {
    assertRefused(
        "a,b,Y\n1,2,3\n", "t.csv has no column \"y\" for the label; its columns are a, b, Y");
    assertRefused("y,a,y\n1,2,3\n", "t.csv has more than one column \"y\"; the label must be one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oops", "NaN", "-Infinity", "0x1p3", "1f", "1e999", "1 2", "--1"})
  void tellsRowAndColumnOfACellThatIsNoNumber(String cell) {
    assertRefused(
        "y,a,b\n0,1,2\n1,3," + cell + "\n",
        "t.csv, row 2, column \"b\": asked for a finite decimal number such as 3, -0.5 or 1e-3;"
            + " received \""
            + cell
            + "\"");
  }

  @Test
  void tellsTheRowWithoutALabel() {
    assertRefused("a,y\n1,0\n2,\n", "t.csv, row 2, column \"y\": asked for a label; received \"\"");
  }

  @ParameterizedTest
  @CsvSource({"'1,2', 2", "'1,2,0,9', 4"})
  void tellsTheRowWithTooFewOrTooManyCells(String row, int received) {
    assertRefused(
        "a,b,y\n1,2,0\n" + row + "\n",
        "t.csv, row 2: asked for 3 cells, one a column; received " + received);
  }

  @Test
  void refusesTablesThatTeachNothing() {
    assertRefused("", "t.csv is empty; a table needs a header and rows");
    assertRefused("\n\r\n", "t.csv is empty; a table needs a header and rows");
    assertRefused("a,y\n", "t.csv has a header and no rows");
    assertRefused(
        "a,y\n1,p\n2,p\n", "t.csv has the one class \"p\"; to tell classes apart takes two");
    assertRefused(
        "y\n1\n",
        "t.csv has the one column \"y\"; a table needs features and a label, parted by commas");
  }

  @Test
  void refusesQuotesThatDoNotEndACell() {
    assertRefused("a,y\n1,p\n\"2,q\n3,p\n", "t.csv, line 3: a quote is opened and never closed");
    assertRefused(
        "a,y\n\"1\"2,q\n",
        "t.csv, line 2: after a closing quote comes a comma or the line's end; received \"2\"");
  }

  @Test
  void refusesEndlessCells() {
    assertRefused(
        "a,y\n" + "1".repeat(10_001) + ",p\n",
        "t.csv, line 2: a cell may have 10000 characters; received more");
  }

  @Test
  void withoutALabelNameTheLastColumnIsTheLabel() throws Exception {
    Table bare = readLast("1,2,0\n3,4,1\n");
    assertThat(bare.columns()).containsExactly("column 1", "column 2");
    assertThat(bare.cells()).containsExactly(1, 2, 3, 4);
    Table headed = readLast("a,b,kind\n3,4,p\n5,6,q\n");
    assertThat(headed.columns()).containsExactly("a", "b");
    assertThat(headed.classes()).containsExactly("p", "q");
    assertThatThrownBy(() -> readLast("1,2,0\n3,x,1\n"))
        .hasMessageContaining("row 2, column \"2\"");
  }
}
