package org.normlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.control.Agent;
import org.normlab.control.Distributional;
import org.normlab.control.Dqn;
import org.normlab.control.Exploration;
import org.normlab.control.Noisy;
import org.normlab.control.Prioritized;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.FamilyShape;
import org.normlab.wire.shape.JsonPosition;
import tools.jackson.databind.JsonNode;

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
                + "\"prioritized\":null,\"noisy\":null,"
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
  void rainbowIsWrittenAsTheDqnThatItIs() throws UnreadableJson {
    String rainbow = written("{\"type\":\"rainbow\"}");
    assertThat(rainbow)
        .isEqualTo(
            "{\"type\":\"dqn\",\"discount\":0.99,\"replay\":100000,\"batchSize\":32,"
                + "\"learningStarts\":1000,\"every\":4,\"targetEvery\":1000,\"loss\":\"huber\","
                + "\"double\":true,\"dueling\":true,\"steps\":3,"
                + "\"distributional\":{\"atoms\":51,\"minimum\":-10.0,\"maximum\":10.0},"
                + "\"prioritized\":{\"alpha\":0.5,\"epsilon\":1.0E-6,\"betaStart\":0.4,"
                + "\"betaEnd\":1.0},\"noisy\":{\"sigma\":0.5},"
                + "\"epsilon\":{\"start\":0.0,\"end\":0.0,\"over\":0}}");
    assertThat(written(rainbow)).isEqualTo(rainbow);
  }

  @Test
  void eachPartOfRainbowCanBeChangedOrLeftOut() throws UnreadableJson {
    Dqn agent =
        (Dqn)
            read(
                "{\"type\":\"rainbow\",\"steps\":5,\"dueling\":false,\"prioritized\":null,"
                    + "\"distributional\":{\"atoms\":11},\"noisy\":{\"sigma\":0.1}}",
                new Faults());
    assertThat(agent.doubleQ()).isTrue();
    assertThat(agent.dueling()).isFalse();
    assertThat(agent.steps()).isEqualTo(5);
    assertThat(agent.prioritized()).isNull();
    assertThat(agent.distributional()).isEqualTo(new Distributional(11, -10, 10));
    assertThat(agent.noisy()).isEqualTo(new Noisy(0.1));
  }

  /** Noise explores in place of random actions, unless a job asks for both. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dqn\" | 1 | 0.01 | 25000",
        "\"dqn\",\"noisy\":{} | 0 | 0 | 0",
        "\"dqn\",\"noisy\":{},\"epsilon\":null | 0 | 0 | 0",
        "\"dqn\",\"noisy\":{},\"epsilon\":{\"over\":9} | 1 | 0.01 | 9",
        "\"rainbow\" | 0 | 0 | 0",
        "\"rainbow\",\"noisy\":null | 1 | 0.01 | 25000"
      })
  void noiseLeavesNoActionToChance(String more, double start, double end, int over)
      throws UnreadableJson {
    Dqn agent = (Dqn) read("{\"type\":" + more + "}", new Faults());
    assertThat(agent.epsilon()).isEqualTo(new Exploration(start, end, over));
    assertThat(agent.exploration(0)).isEqualTo(start);
    assertThat(agent.exploration(1_000_000)).isCloseTo(end, Offset.offset(1e-12));
  }

  @Test
  void isOfferedWithItsOwnDefaults() {
    List<JobJson.Variant> offered = JobJson.variants(Agent.class);
    assertThat(offered).extracting(JobJson.Variant::type).containsExactly("dqn", "rainbow", "ppo");
    JobJson.Variant rainbow = offered.get(1);
    assertThat(rainbow.summary()).endsWith(".");
    assertThat(rainbow.schema().path("title").asString()).isEqualTo("rainbow");
    assertThat(rainbow.schema().path("description").asString())
        .contains(rainbow.summary() + " Is dqn with {")
        .contains("\"learningRate\":1.0E-4");
    JsonNode settings = rainbow.schema().path("properties");
    assertThat(settings.at("/type/const").asString()).isEqualTo("rainbow");
    assertThat(settings.at("/steps/default").asInt()).isEqualTo(3);
    assertThat(settings.at("/double/default").asBoolean()).isTrue();
    assertThat(settings.at("/noisy/default")).hasToString("{}");
    assertThat(settings.propertyNames())
        .isEqualTo(offered.getFirst().schema().path("properties").propertyNames());
    assertThat(offered.getFirst().schema().at("/properties/steps/default").asInt()).isEqualTo(1);
    assertThat(JobJson.presets(Agent.class, "rainbow").at("/optimizer/learningRate").asDouble())
        .isEqualTo(1e-4);
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
        "{\"type\":\"dqm\"} | /type | type must be dqn, rainbow or ppo; received the string"
            + " \"dqm\"; did you mean \"dqn\"?",
        "{\"type\":\"rainbw\"} | /type | type must be dqn, rainbow or ppo; received the string"
            + " \"rainbw\"; did you mean \"rainbow\"?",
        "{\"type\":\"rainbow\",\"sigma\":1} | /sigma | unknown field \"sigma\"",
        "{\"type\":\"rainbow\",\"prioritized\":{\"betaStart\":1,\"betaEnd\":0.5}} |"
            + " /prioritized/betaEnd | at least betaStart, 1.0; received 0.5",
        "{\"type\":\"dqn\",\"noisy\":{\"sigma\":0}} | /noisy/sigma | sigma must be a number"
            + " above 0",
        "{\"type\":\"dqn\",\"noisy\":true} | /noisy | noisy must be an object with sigma, or"
            + " null; received true",
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
        "{\"type\":\"dqn\",\"noisy\":{\"sigma\":0.1},\"epsilon\":{\"end\":0}} | true",
        "{\"type\":\"dqn\",\"noisy\":{\"sigma\":0}} | false",
        "{\"type\":\"rainbow\"} | true",
        "{\"type\":\"rainbow\",\"noisy\":null,\"steps\":1} | true",
        "{\"type\":\"rainbow\",\"lambda\":1} | false",
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
