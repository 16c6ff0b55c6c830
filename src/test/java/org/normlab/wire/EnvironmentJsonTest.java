package org.normlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.JsonPosition;
import org.normlab.wire.shape.RecordShape;

/** The wire form of an environment. */
class EnvironmentJsonTest {
  private static final RecordShape SHAPE = RecordShape.of(EnvironmentSpec.class);

  private static List<Problem> problems(String json) throws UnreadableJson {
    Faults faults = new Faults();
    SHAPE.read(Parser.parse(json), JsonPosition.root(faults));
    return faults.all();
  }

  @Test
  void writesWhatItReadWithItsDefaults() throws UnreadableJson {
    Faults faults = new Faults();
    Object read =
        SHAPE
            .read(Parser.parse("{\"name\": \"minatar/breakout\"}"), JsonPosition.root(faults))
            .value();
    assertThat(faults.all()).isEmpty();
    assertThat(SHAPE.write(Objects.requireNonNull(read)).toString())
        .isEqualTo(
            "{\"name\":\"minatar/breakout\",\"sequence\":null,\"cycles\":null,\"fresh\":null,"
                + "\"sticky\":0.1,\"ramping\":true,\"actions\":\"full\",\"stepLimit\":null,"
                + "\"rewardScale\":1.0,\"rewardClip\":null,\"environments\":8}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | '' | exactly one of name and sequence; received none",
        "{\"name\": \"cartpole\", \"cycles\": 2} | /cycles | cycles goes with sequence only",
        "{\"name\": \"cartpole\", \"fresh\": true} | /fresh | fresh goes with sequence only",
        "{\"name\": \"cartpol\"} | /name | did you mean \"cartpole\"?",
        "{\"name\": \"cartpole\", \"sticky\": 1.5} | /sticky | received 1.5",
        "{\"name\": \"cartpole\", \"actions\": \"few\"} | /actions | full or minimal",
        "{\"name\": \"cartpole\", \"environments\": 0} | /environments | received 0",
        "{\"name\": \"cartpole\", \"stepLimit\": 0} | /stepLimit | received 0",
        "{\"name\": \"cartpole\", \"rewardScale\": 0} | /rewardScale | received 0",
        "{\"sequence\": []} | /sequence | received",
        "{\"sequence\": [\"cartpole\", \"acrobot\"]} | /sequence | cannot be brought to one shape"
      })
  void refusesWithPointerAndSentence(String json, String pointer, String sentence)
      throws UnreadableJson {
    assertThat(problems(json))
        .as(json)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.detail()).contains(sentence);
            });
  }
}
