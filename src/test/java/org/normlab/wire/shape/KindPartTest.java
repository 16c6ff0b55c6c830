package org.normlab.wire.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;

/** A family that declares settings for all its records, read beside the settings of another. */
class KindPartTest {
  /** A trip by one of two kinds of vehicle. */
  sealed interface Trip extends Checked permits Drive, Flight {
    @Setting(value = "days", min = 1, max = 9)
    int days();

    @Setting(value = "words", preset = "[]")
    List<String> notes();
  }

  record Drive(
      int days,
      @Setting(value = "the road") String road,
      List<String> notes,
      @Setting(value = "stops on the way", preset = "2", min = 0) int stops)
      implements Trip {
    @Override
    public List<Problem> problems() {
      return days > stops
          ? List.of()
          : List.of(new Problem("/stops", "stops must be fewer than days"));
    }
  }

  record Flight(int days, List<String> notes, @Setting(value = "the line") String line)
      implements Trip {
    @Override
    public List<Problem> problems() {
      return List.of();
    }
  }

  record Plan(@Setting(value = "a name", preset = "null") @Nullable String name, Trip trip) {}

  private static final RecordShape SHAPE = RecordShape.of(Plan.class);

  private static final String DRIVE =
      "{\"name\":null,\"days\":3,\"road\":\"A8\",\"notes\":[],\"stops\":2}";
  private static final String FLIGHT =
      "{\"name\":\"x\",\"days\":3,\"notes\":[\"y\"],\"line\":\"L\"}";

  private static Shape.Reading read(String json, Faults faults) throws UnreadableJson {
    return SHAPE.read(Parser.parse(json), JsonPosition.root(faults));
  }

  @ParameterizedTest
  @ValueSource(strings = {DRIVE, FLIGHT})
  void readsEachRecordByItsOwnSettingAndWritesNoOther(String json) throws UnreadableJson {
    Faults faults = new Faults();
    Object plan = Objects.requireNonNull(read(json, faults).value());
    assertThat(faults.all()).isEmpty();
    assertThat(SHAPE.write(plan)).hasToString(json);
  }

  @Test
  void fillsInDefaultsThatTheFamilyDeclares() throws UnreadableJson {
    assertThat(read("{\"days\":3,\"line\":\"L\"}", new Faults()).value())
        .isEqualTo(new Plan(null, new Flight(3, List.of(), "L")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"days\":3,\"road\":\"A8\",\"line\":\"L\"} | `` | the job needs exactly one of road and"
            + " line; received road and line",
        "{\"days\":3} | /road | exactly one of road and line is required; received none",
        "{\"days\":0} | /days | days must be an integer from 1 to 9; received 0",
        "{\"days\":3,\"stops\":2,\"line\":\"L\"} | /stops | stops goes with road only; received 2",
        "{\"days\":3,\"line\":4} | /line | line must be a string",
        "{\"days\":0,\"line\":\"L\"} | /days | days must be an integer from 1 to 9; received 0",
        "{\"days\":2,\"road\":\"A8\"} | /stops | stops must be fewer than days",
        "{\"days\":2,\"road\":\"A8\",\"lin\":\"L\"} | /lin | did you mean \"line\"?; allowed are"
            + " name, days, road, notes, stops, line"
      })
  void refusesWithPointerAndSentence(String json, String pointer, String sentence)
      throws UnreadableJson {
    Faults faults = new Faults();
    read(json, faults);
    assertThat(faults.all())
        .anySatisfy(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.detail()).contains(sentence);
            });
  }

  @Test
  void findsTheOtherFaultsWhereNothingTellsTheRecord() throws UnreadableJson {
    Faults faults = new Faults();
    read("{\"days\":0,\"stops\":-1}", faults);
    assertThat(faults.all())
        .extracting(Problem::pointer)
        .containsExactly("/days", "/road", "/stops");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        DRIVE + " | true",
        FLIGHT + " | true",
        "{\"days\":3} | false",
        "{\"line\":\"L\"} | false",
        "{\"days\":3,\"road\":\"A8\",\"line\":\"L\"} | false",
        "{\"days\":3,\"stops\":2,\"line\":\"L\"} | false",
        "{\"days\":3,\"line\":\"L\",\"other\":1} | false"
      })
  void describesByItsSchemaWhatItReads(String json, boolean allowed) {
    String schema = SHAPE.schema(new SchemaDefinitions("#/$defs/")).toString();
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(json, InputFormat.JSON)
                .isEmpty())
        .isEqualTo(allowed);
  }
}
