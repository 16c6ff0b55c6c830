package org.normlab.data.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.IllegalDataException;

class CsvTest {
  private static Table read(String text) throws IOException {
    return Csv.table(
        new ByteArrayInputStream(text.getBytes(UTF_8)),
        "t.csv",
        new CsvColumns("y", null, List.of()));
  }

  private static Table readLast(String text) throws IOException {
    return Csv.table(
        new ByteArrayInputStream(text.getBytes(UTF_8)), "t.csv", CsvColumns.LAST_IS_LABEL);
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
    "2.0;10.0, 2.0;10.0, 0;1",
  })
  void ordersClassesAsNumbersIfAllAreNumbersElseAsText(String given, String classes, String codes)
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
        "a,b,Y\n1,2,3\n",
        "t.csv has no column \"y\" for the label; its columns are a, b, Y; did you mean \"Y\"?");
    assertRefused("y,a,y\n1,2,3\n", "t.csv has more than one column \"y\"; the label must be one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oops", "NaN", "-Infinity", "0x1p3", "1f", "1e999", "1 2", "--1"})
  void tellsRowAndColumnOfACellThatIsNoNumber(String cell) {
    assertThatThrownBy(() -> read("y,a,b\n0,1,2\n1,3," + cell + "\n"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageStartingWith(
            "t.csv, row 2, column \"b\": asked for a finite decimal number such as 3, -0.5 or 1e-3;"
                + " received \""
                + cell
                + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'', a value is missing",
    "?, a value is missing",
    "'\"1,5\"', numbers have a decimal point",
    "1 000, numbers have a decimal point",
    "red, 'leave the column out with \"exclude\": [\"a\"]'",
  })
  void saysWhatToDoAboutACellThatIsNoNumber(String cell, String advice) {
    assertThatThrownBy(() -> read("a,y\n" + cell + ",0\n")).hasMessageContaining(advice);
  }

  @Test
  void leavesOutRowsWithoutALabelAndSaysSo() throws Exception {
    Table table = read("a,y\n1,0\n2,\n3,1\n4,?\n5,NA\n6,0\n");
    assertThat(table.cells()).containsExactly(1, 3, 6);
    assertThat(table.classes()).containsExactly("0", "1");
    assertThat(table.rows()).containsExactly(0, 2, 5);
    assertThat(table.notes())
        .containsExactly("3 of 6 rows have no label (\"\", \"?\", \"NA\") and are left out");
    assertRefused("a,y\n1,?\n2,\n", "t.csv, column \"y\": no row has a label (\"\", \"?\")");
  }

  @Test
  void takesSpellingsOfOneLabelForOneClass() throws Exception {
    Table table =
        read("a,y\n1,1\n2,01\n3,1.0\n4,+1\n5,1e0\n6,-0.5\n7,-.50\n8,cafe\u0301\n9,caf\u00e9\n");
    assertThat(table.labels()).containsExactly(1, 1, 1, 1, 1, 0, 0, 2, 2);
    assertThat(table.notes().getFirst())
        .startsWith("spellings of one label are one class: \"1\", \"01\", \"1.0\", \"+1\"");
    assertThat(read("a,y\n1,Cat\n2,cat\n3,dog\n").notes())
        .containsExactly("the classes \"Cat\", \"cat\" differ in case or spaces only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;b;y / 1;2;p / 3;4;q",
        "a;b;y / 1;2;p, with a comma / 3;4;q",
        "a=b=y / 1=2=p / 3=4=q",
        "\"a;b\",b,y / 1,2,p / 3,4,q",
      })
  void findsWhatPartsTheCells(String text) throws Exception {
    String rows = text.replace(" / ", "\n").replace("=", "\t");
    assertThat(read(rows).cells()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void endsLinesInAnyOfThreeWays(String end) throws Exception {
    Table table = read("a,y" + end + "1,p" + end + end + "2,\"q" + end + "r\"" + end);
    assertThat(table.cells()).containsExactly(1, 2);
    assertThat(table.classes()).containsExactly("p", "q\nr");
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
        "t.csv has the one column \"y\"; a table needs features and a label, parted by commas,"
            + " semicolons or tabs");
  }

  @Test
  void refusesQuotesThatDoNotEndACell() {
    assertRefused("a,y\n1,p\n\"2,q\n3,p\n", "t.csv, line 3: a quote is opened and never closed");
    assertRefused(
        "a,y\n\"1\"2,q\n",
        "t.csv, line 2: after a closing quote comes a separator or the line's end; received \"2\"");
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
        .hasMessageContaining("row 2, column \"column 2\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5,3.1,reed / 4,2.2,moss | 2",
        "5,3,reed / 4,2,moss | 2",
        "0.5,3,1 / 4,2.5,2 | 2",
        "0,1,2 / 0.5,1,1 / 0.5,1,0 | 2",
        "1,2,3 / 0.5,1,1 / 0.5,1,0 | 2",
        "0,1,kind / 0.5,1,1 / 0.5,1,0 | 2",
        ",a,y / 0,3,p / 1,4,q | 2",
        "2019,2020,kind of,y / 1,2,3,p / 4,5,6,q | 2",
      })
  void tellsAHeaderFromARow(String text, int rows) throws Exception {
    assertThat(readLast(text.replace(" / ", "\n")).labels()).hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2 / 3,1,1 / 1,2,0",
        "0,kind / 1,a / 2,b",
        "2019,2020,kind / 1.5,2.5,a / 2.5,1.5,b",
        "1.5,red,a / 2,blue,b"
      })
  void asksWhereTheFirstRowMayBeBoth(String text) throws Exception {
    String rows = text.replace(" / ", "\n");
    assertThatThrownBy(() -> readLast(rows))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("say which with \"header\": true or false");
    int all = rows.split("\n").length;
    if (!rows.contains("red")) {
      assertThat(chosen(rows, null, false).labels()).hasSize(all);
      assertThat(chosen(rows, null, true).labels()).hasSize(all - 1);
    }
  }

  private static Table chosen(String text, String label, Boolean header, String... exclude)
      throws IOException {
    return Csv.table(
        new ByteArrayInputStream(text.getBytes(UTF_8)),
        "t.csv",
        new CsvColumns(label, header, List.of(exclude)));
  }

  @Test
  void namesColumnsWithoutAHeaderByNumber() throws Exception {
    Table table = chosen("p,1,2\nq,3,4\n", "column 1", false, "column 2");
    assertThat(table.columns()).containsExactly("column 3");
    assertThat(table.classes()).containsExactly("p", "q");
    assertThat(table.places()).containsExactly(1);
  }

  @Test
  void notesAFirstRowThatMayStillBeAHeader() throws Exception {
    assertThat(readLast("7,9,kind\n1,2,a\n3,4,b\n5,5,a\n").notes())
        .singleElement()
        .asString()
        .contains("its label is in no other row");
  }

  @Test
  void leavesOutColumnsThatAUserExcludes() throws Exception {
    Table table = chosen("id,a,name,y\n0,1,x,p\n1,2,z,q\n", "y", null, "id", "name");
    assertThat(table.columns()).containsExactly("a");
    assertThat(table.cells()).containsExactly(1, 2);
    assertThat(table.places()).containsExactly(1);
    assertThatThrownBy(() -> chosen("id,a,y\n0,1,p\n1,2,q\n", "y", null, "Id"))
        .hasMessage(
            "t.csv has no column \"Id\" to exclude; did you mean \"id\"?; its columns are id, a,"
                + " y");
    assertThatThrownBy(() -> chosen("id,a,y\n0,1,p\n1,2,q\n", "y", null, "y"))
        .hasMessage("t.csv: exclude names the label's column \"y\"");
    assertThatThrownBy(() -> chosen("id,a,y\n0,1,p\n1,2,q\n", "y", null, "a", "id"))
        .hasMessageContaining("exclude names every feature");
  }

  @ParameterizedTest
  @CsvSource({"i, true", "i+100, true", "n-1-i, true", "2*i, true", "i/2, false", "i+0.5, false"})
  void warnsOfColumnsThatLookLikeRowNumbers(String formula, boolean warned) throws Exception {
    int n = 40;
    String rows =
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    switch (formula) {
                          case "i" -> i;
                          case "i+100" -> i + 100;
                          case "n-1-i" -> n - 1 - i;
                          case "2*i" -> 2 * i;
                          case "i/2" -> i / 2;
                          default -> i + .5;
                        }
                        + ","
                        + "pq".charAt(i % 2))
            .collect(Collectors.joining("\n"));
    assertThat(
            read("a,y\n" + rows).notes().stream()
                .anyMatch(n2 -> n2.contains("looks like row numbers")))
        .isEqualTo(warned);
  }

  @Test
  void refusesAQuantityAndAnIdentifierAsLabels() throws Exception {
    String prices =
        IntStream.range(0, 300)
            .mapToObj(i -> i % 7 + "," + i * 1.25)
            .collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> read("a,y\n" + prices))
        .hasMessageStartingWith("t.csv, column \"y\": 300 different labels in 300 rows. ")
        .hasMessageContaining("regression");
    assertThatThrownBy(() -> read("a,y\n" + prices.replaceAll("(?m)$", "x")))
        .hasMessageContaining("identifier");
    String ages =
        IntStream.range(0, 300)
            .mapToObj(i -> i % 7 + "," + i % 60)
            .collect(Collectors.joining("\n"));
    assertThat(read("a,y\n" + ages).notes())
        .singleElement()
        .asString()
        .startsWith("the label \"y\" has 60 different numbers in 300 rows")
        .contains("regression");
  }
}
