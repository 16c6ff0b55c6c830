package org.normlab.run.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a spreadsheet would take for formulas. */
class CsvFormulasTest {
  private static String cell(Object value, boolean escape) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvSheet sheet = new CsvSheet(out, List.of(new Column("c", Column.Type.TEXT)), escape)) {
      sheet.row(List.of(value));
    }
    return out.toString(StandardCharsets.UTF_8).split("\r\n", 2)[1].strip();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "=1+1 | '=1+1",
        "+1+1 | '+1+1",
        "-1+1 | '-1+1",
        "@SUM(A1) | '@SUM(A1)",
        "-0.5 | -0.5",
        "+1e-3 | +1e-3",
        "-.5 | -.5",
        "- | '-",
        "a=1 | a=1",
      })
  void areEscapedWhereThatIsAskedFor(String text, String expected) throws Exception {
    assertThat(cell(text, true)).isEqualTo(expected);
    assertThat(cell(text, false)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 10, 13})
  void beginWithControlCharactersToo(int code) throws Exception {
    String text = Character.toString(code) + "=1";
    assertThat(cell(text, true)).startsWith("\"'");
    assertThat(cell(text, false)).startsWith("\"" + Character.toString(code));
  }

  @ParameterizedTest
  @CsvSource({"-0.5", "-1.0E-4"})
  void numbersStayNumbers(double value) throws Exception {
    assertThat(cell(value, true)).isEqualTo(Double.toString(value));
  }
}
