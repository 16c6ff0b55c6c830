package org.normlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.control.Agent;
import org.normlab.control.Distributional;
import org.normlab.control.Dqn;
import org.normlab.control.Exploration;
import org.normlab.control.Prioritized;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.FamilyShape;
import org.normlab.wire.shape.JsonPosition;

/** The wire form of agents. */
class AgentJsonTest {
  private static final FamilyShape SHAPE = FamilyShape.of(Agent.class);

  private static Object read(String json, Faults faults) throws UnreadableJson {
    return Objects.requireNonNull(
        SHAPE.read(Parser.parse(json), JsonPosition.root(faults)).value());
  }

  private static String written(String json) throws UnreadableJson {
    Faults faults = new Faults();
    String text = SHAPE.write(read(json, faults)).toString();
    assertThat(faults.all()).isEmpty();
    return text;
  }

  @Test
  void dqnIsWrittenWithItsDefaults() throws UnreadableJson {
    assertThat(written("{\"type\":\"dqn\",\"double\":true}"))
        .isEqualTo(
            "{\"type\":\"dqn\",\"discount\":0.99,\"replay\":100000,\"batchSize\":32,"
                + "\"learningStarts\":1000,\"every\":4,\"targetEvery\":1000,\"loss\":\"huber\","
                + "\"double\":true,\"dueling\":false,\"steps\":1,\"distributional\":null,"
                + "\"prioritized\":null,"
                + "\"epsilon\":{\"start\":1.0,\"end\":0.01,\"over\":25000}}");
  }

  @Test
  void ppoIsWrittenWithItsDefaults() throws UnreadableJson {
    assertThat(written("{\"type\":\"ppo\"}"))
        .isEqualTo(
            "{\"type\":\"ppo\",\"discount\":0.99,\"lambda\":0.95,\"rollout\":128,\"epochs\":4,"
                + "\"minibatches\":4,\"clip\":0.2,\"clipValue\":true,\"valueWeight\":0.5,"
                + "\"entropy\":0.01}");
  }

  @Test
  void dqnIsReadWithItsParts() throws UnreadableJson {
    Dqn agent =
        (Dqn)
            read(
                "{\"type\":\"dqn\",\"double\":true,\"distributional\":{},\"prioritized\":{}}",
                new Faults());
    assertThat(agent.doubleQ()).isTrue();
    assertThat(agent.distributional()).isEqualTo(new Distributional(51, -10, 10));
    assertThat(agent.prioritized()).isEqualTo(new Prioritized(0.5, 1e-6, 0.4, 1));
    assertThat(agent.epsilon()).isEqualTo(new Exploration(1, 0.01, 25_000));
  }

  @Test
  void defaultsAreTheUsualSettings() throws UnreadableJson {
    assertThat(read("{\"type\":\"dqn\"}", new Faults())).isEqualTo(Dqn.USUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"dqm\"} | /type | type must be dqn or ppo; received the string"
            + " \"dqm\"; did you mean \"dqn\"?",
        "{\"type\":\"rainbow\"} | /type | type must be dqn or ppo; received the string"
            + " \"rainbow\"",
        "{\"type\":\"dqn\",\"noisy\":{}} | /noisy | unknown field \"noisy\"",
        "{\"type\":\"dqn\",\"doubleQ\":true} | /doubleQ | unknown field \"doubleQ\"",
        "{\"type\":\"ppo\",\"double\":true} | /double | unknown field \"double\"",
        "{\"type\":\"ppo\",\"replay\":100} | /replay | unknown field \"replay\"",
        "{\"type\":\"ppo\",\"noisy\":{}} | /noisy | unknown field \"noisy\"",
        "{\"type\":\"dqn\",\"lambda\":1} | /lambda | unknown field \"lambda\"",
        "{\"type\":\"dqn\",\"learningStarts\":200000} | /learningStarts | at most replay, 100,000;"
            + " received 200,000",
        "{\"type\":\"dqn\",\"distributional\":{\"minimum\":3,\"maximum\":3}} |"
            + " /distributional/minimum | below maximum, 3.0; received 3.0",
        "{\"type\":\"dqn\",\"prioritized\":{\"betaStart\":0.9,\"betaEnd\":0.5}} |"
            + " /prioritized/betaEnd | at least betaStart, 0.9; received 0.5",
        "{\"type\":\"dqn\",\"epsilon\":{\"start\":0.1,\"end\":0.5}} | /epsilon/end | at most start,"
            + " 0.1; received 0.5",
        "{\"type\":\"dqn\",\"loss\":\"l1\"} | /loss | loss must be huber or squared; received the"
            + " string \"l1\"",
        "{\"type\":\"dqn\",\"discount\":1.5} | /discount | received 1.5"
      })
  void refusesWithPointerAndSentence(String json, String pointer, String sentence)
      throws UnreadableJson {
    Faults faults = new Faults();
    read(json, faults);
    assertThat(faults.all()).extracting(Problem::pointer).isEqualTo(List.of(pointer));
    assertThat(faults.all().getFirst().detail()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"dqn\"} | true",
        "{\"type\":\"dqn\",\"double\":true,\"distributional\":{},\"prioritized\":{}} | true",
        "{\"type\":\"rainbow\"} | false",
        "{\"type\":\"ppo\"} | true",
        "{\"type\":\"ppo\",\"double\":true} | false",
        "{\"type\":\"sarsa\"} | false"
      })
  void itsSchemaAllowsWhatIsRead(String json, boolean allowed) {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JobJson.schema(Agent.class).toString())
                .validate(json, InputFormat.JSON)
                .isEmpty())
        .isEqualTo(allowed);
  }
}
