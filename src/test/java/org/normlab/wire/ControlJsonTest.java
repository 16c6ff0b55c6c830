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
import org.normlab.optim.Schedule;
import org.normlab.setting.Problem;
import org.normlab.train.AgentMemory;
import org.normlab.train.ControlSpec;
import org.normlab.train.Probe;
import org.normlab.train.TrainingSpec;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.JsonPosition;
import org.normlab.wire.shape.RecordShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of trainings whose agents act in environments, and what is refused. */
class ControlJsonTest {
  private static final String ONE =
      """
      {"environment": {"name": "minatar/breakout"}, "agent": {"type": "dqn"},
       "architecture": {"type": "convnet", "channels": [16], "dense": 128},
       "normalization": {"type": "layer"}}
      """;

  private static final String CLASSIC =
      """
      {"environment": {"name": "cartpole"}, "architecture": {"type": "mlp", "hidden": [64, 64]},
       "normalization": {"type": "none"}}
      """;

  private static final String SEQUENCE =
      """
      {"environment": {"sequence": ["minatar/asterix", "minatar/seaquest"], "cycles": 2},
       "stepsPerVisit": 200000, "architecture": {"type": "convnet", "channels": [16], "dense": 128},
       "normalization": {"type": "layer"}}
      """;

  private static final String PPO =
      """
      {"environment": {"name": "minatar/breakout"}, "agent": {"type": "ppo"},
       "architecture": {"type": "convnet", "channels": [16], "dense": 128},
       "normalization": {"type": "none"}}
      """;

  private static String base(String name) {
    return switch (name) {
      case "one" -> ONE;
      case "classic" -> CLASSIC;
      case "sequence" -> SEQUENCE;
      case "ppo" -> PPO;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** A training of either kind, of which jobs have that of data. */
  public record Described(TrainingSpec training) {}

  private static final RecordShape SHAPE = RecordShape.of(Described.class);

  private static Described read(String json, Faults faults) throws UnreadableJson {
    return (Described)
        Objects.requireNonNull(SHAPE.read(Parser.parse(json), JsonPosition.root(faults)).value());
  }

  private static List<Problem> problems(String json) throws UnreadableJson {
    Faults faults = new Faults();
    read(json, faults);
    return faults.all();
  }

  private static ControlSpec spec(String json) throws UnreadableJson {
    Faults faults = new Faults();
    Described read = read(json, faults);
    assertThat(faults.all()).isEmpty();
    return (ControlSpec) read.training();
  }

  /** The job with further settings, objects merged. */
  private static String with(String base, String more) {
    ObjectNode job = (ObjectNode) JsonMapper.shared().readTree(base);
    merge(job, (ObjectNode) JsonMapper.shared().readTree(more));
    return job.toString();
  }

  private static void merge(ObjectNode into, ObjectNode more) {
    more.forEachEntry(
        (name, value) -> {
          JsonNode before = into.path(name);
          if (value instanceof ObjectNode object
              && before instanceof ObjectNode old
              && !object.has("type")) {
            merge(old, object);
          } else {
            into.set(name, value);
          }
        });
  }

  @Test
  void isWrittenWithItsDefaultsAndWithoutSettingsOfData() throws UnreadableJson {
    String written = SHAPE.write(read(ONE, new Faults())).toString();
    JsonNode job = JsonMapper.shared().readTree(written);
    assertThat(job.propertyNames())
        .containsExactly(
            "architecture",
            "normalization",
            "environment",
            "agent",
            "optimizer",
            "steps",
            "stepsPerVisit",
            "fuse",
            "seeds",
            "sweep",
            "precision",
            "probe");
    assertThat(job.at("/steps").asLong()).isEqualTo(1_000_000);
    assertThat(job.at("/optimizer/type").asString()).isEqualTo("adamw");
    assertThat(job.at("/optimizer/epsilon").asDouble()).isEqualTo(3.125e-4);
    assertThat(job.at("/optimizer/schedule/type").asString()).isEqualTo("constant");
    assertThat(SHAPE.write(read(written, new Faults()))).hasToString(written);
  }

  @Test
  void agentsGiveTheDefaultOfTheirOptimizer() throws UnreadableJson {
    assertThat(spec(PPO).optimizer().clip()).isEqualTo(0.5);
    assertThat(spec(PPO).optimizer().schedule()).isInstanceOf(Schedule.Linear.class);
    assertThat(spec(with(PPO, "{\"optimizer\":{\"type\":\"sgd\"}}")).optimizer().clip()).isNull();
    assertThat(spec(ONE).optimizer().learningRate()).isEqualTo(2.5e-4);
    assertThat(spec(CLASSIC).optimizer())
        .as("of the agent by default")
        .isEqualTo(spec(ONE).optimizer());
  }

  @Test
  void rainbowIsStoredAsTheDqnThatItIs() throws UnreadableJson {
    String rainbow = with(ONE, "{\"agent\":{\"type\":\"rainbow\",\"steps\":5}}");
    String written = SHAPE.write(read(rainbow, new Faults())).toString();
    JsonNode job = JsonMapper.shared().readTree(written);
    assertThat(job.at("/agent/type").asString()).isEqualTo("dqn");
    assertThat(job.at("/agent/double").asBoolean()).isTrue();
    assertThat(job.at("/agent/steps").asInt()).isEqualTo(5);
    assertThat(job.at("/agent/noisy/sigma").asDouble()).isEqualTo(0.5);
    assertThat(job.at("/agent/epsilon/start").asDouble()).isEqualTo(0);
    assertThat(job.at("/optimizer/learningRate").asDouble()).isEqualTo(1e-4);
    assertThat(SHAPE.write(read(written, new Faults()))).hasToString(written);
    assertThat(spec(written)).isEqualTo(spec(rainbow));
    String faster = with(rainbow, "{\"optimizer\":{\"type\":\"adamw\",\"learningRate\":0.01}}");
    assertThat(spec(faster).optimizer().learningRate()).isEqualTo(0.01);
  }

  @Test
  void probesCountEnvironmentSteps() throws UnreadableJson {
    assertThat(spec(with(ONE, "{\"probe\":{\"every\":10000}}")).probe())
        .isEqualTo(new Probe(10000, "step"));
  }

  @Test
  void knowsItsNetworkAndUpdates() throws UnreadableJson {
    ControlSpec one = spec(ONE);
    assertThat(one.samples().shape()).containsExactly(4, 10, 10);
    assertThat(one.samples().classes()).isEqualTo(6);
    assertThat(one.updates()).isEqualTo((1_000_000 - 1000) / 4);
    ControlSpec atoms = spec(with(ONE, "{\"agent\":{\"distributional\":{\"atoms\":11}}}"));
    assertThat(atoms.samples().classes()).isEqualTo(66);
    ControlSpec duel = spec(with(ONE, "{\"agent\":{\"dueling\":true}}"));
    assertThat(duel.parameterCount(duel.samples()))
        .as("a value of 128 units and a bias beside the advantages")
        .isEqualTo(one.parameterCount(one.samples()) + 129);
    ControlSpec noisy = spec(with(ONE, "{\"agent\":{\"dueling\":true,\"noisy\":{}}}"));
    assertThat(noisy.parameterCount(noisy.samples()))
        .as("a deviation for each number of the output layers")
        .isEqualTo(duel.parameterCount(duel.samples()) + 7 * 129);
    ControlSpec sequence = spec(SEQUENCE);
    assertThat(sequence.samples().shape()).as("padded").containsExactly(10, 10, 10);
    assertThat(sequence.updates()).isEqualTo(4 * (200_000 - 1000) / 4);
    assertThat(sequence.source()).isEqualTo("minatar/asterix,minatar/seaquest");
    assertThat(spec(PPO).updates()).isEqualTo(1_000_000 / 1024 * 16);
    ControlSpec plain = spec(with(ONE, "{\"normalization\":{\"type\":\"none\"}}"));
    assertThat(spec(PPO).parameterCount(spec(PPO).samples()))
        .as("a value of 128 units and a bias beside the logits")
        .isEqualTo(plain.parameterCount(plain.samples()) + 129);
  }

  @Test
  void estimatesTheMemoryOfReplays() throws UnreadableJson {
    assertThat(AgentMemory.bytesOfRun(spec(ONE))).isEqualTo(100_000L * (50 + 24 + 17));
    // In each of 8 environments, 12,501 rows of at most 500 steps end in 27 last observations.
    assertThat(AgentMemory.bytesOfRun(spec(CLASSIC)))
        .isEqualTo((100_000L + 8 * 27) * (16 + 24) + 100_000L * 17);
    assertThat(AgentMemory.bytesOfRun(spec(with(ONE, "{\"agent\":{\"prioritized\":{}}}"))))
        .isEqualTo(100_000L * (50 + 24 + 17 + 4));
    // Seven outputs, nine more numbers and an action, and a place in each of four passes.
    assertThat(AgentMemory.bytesOfRun(spec(PPO)))
        .isEqualTo(1024L * (50 + 7 * 4 + 9 * 4 + 8 + 4 * 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "one | {'data':{'name':'digits'}} | `` | the job needs exactly one of data and environment;"
            + " received data and environment",
        "one | {'environment':{'name':'minatar/breakot'}} | /environment/name | there is no"
            + " environment \"minatar/breakot\"",
        "one | {'environment':{'name':'minatar/breakot'}} | /environment/name | did you mean"
            + " \"minatar/breakout\"?",
        "classic | {'architecture':{'type':'convnet'}} | /architecture/type | convnet is for"
            + " images, and cartpole is observed as 4 numbers; mlp, residual-mlp and highway are"
            + " for these",
        "classic | {'architecture':{'type':'vit'}} | /architecture/type | vit is for images, and"
            + " cartpole is observed as 4 numbers",
        "classic | {'architecture':{'type':'resnet'}} | /architecture/type | resnet is for images",
        "classic | {'architecture':{'type':'transformer'}} | /architecture/type | transformer reads"
            + " text, and cartpole is observed as [4]",
        "one | {'architecture':{'type':'lstm'}} | /architecture/type | lstm reads text, and"
            + " minatar/breakout is observed as [4, 10, 10]",
        "sequence | {'environment':{'actions':'minimal'}} | /environment/actions | minimal needs"
            + " environments with the same actions",
        "sequence | {'environment':{'sequence':['cartpole','minatar/asterix']}} |"
            + " /environment/sequence | observations of classic control cannot be brought to one"
            + " shape",
        "sequence | {'environment':{'sequence':['cartpole','acrobot']}} | /environment/sequence |"
            + " observations of classic control cannot be brought to one shape",
        "one | {'environment':{'cycles':2}} | /environment/cycles | cycles goes with sequence only;"
            + " received 2",
        "one | {'environment':{'fresh':true}} | /environment/fresh | fresh goes with sequence only",
        "one | {'stepsPerVisit':200000} | /stepsPerVisit | stepsPerVisit goes with"
            + " environment.sequence only; one environment has steps; received 200,000",
        "sequence | {'steps':200000} | /steps | a sequence of environments has stepsPerVisit in"
            + " place of steps; received 200,000",
        "sequence | {'stepsPerVisit':null} | /stepsPerVisit | stepsPerVisit is required beside"
            + " environment.sequence; received none",
        "sequence | {'stepsPerVisit':1024} | /stepsPerVisit | stepsPerVisit must be at least 1,032,"
            + " learningStarts and batchSize, or nothing is learned; received 1,024",
        "sequence | {'stepsPerVisit':200001} | /stepsPerVisit | stepsPerVisit must be a multiple of"
            + " environment.environments, 8, all of which step at once; received 200,001",
        "one | {'steps':1024} | /steps | steps must be at least 1,032, learningStarts and"
            + " batchSize, or nothing is learned; received 1,024",
        "one | {'steps':1096,'agent':{'every':1000}} | /steps | steps must be at least 2,000,"
            + " learningStarts and every, or nothing is learned; received 1,096",
        "one | {'steps':1000001} | /steps | steps must be a multiple of environment.environments,"
            + " 8",
        "ppo | {'steps':1016} | /steps | steps must be at least 1,024, what comes before the first"
            + " update, or nothing is learned; received 1,016",
        "one | {'agent':{'replay':10000000},'seeds':[0,1,2,3,4,5,6,7,8,9,10,11,12]} | /agent/replay"
            + " | a group of 13 runs would need an array of 2,210,001,768 entries, and"
            + " 2,146,435,071 are allowed: choose a smaller replay or a smaller fuse; received"
            + " 10,000,000",
        "ppo | {'agent':{'rollout':100000},'environment':{'environments':1024},'steps':204800000,"
            + "'seeds':[0,1]} | /agent/rollout | a group of 2 runs would need an array of"
            + " 2,457,600,000 entries",
        "classic | {'architecture':{'type':'mlp','hidden':[65536,65536]}} | /architecture | a"
            + " network may have 2,147,483,647 parameters; this one has 4,295,4",
        "one | {'agent':{'replay':40,'learningStarts':40}} | /agent/replay | replay must be at"
            + " least 41, batchSize, steps and environments together; received 40",
        "one | {'agent':{'learningStarts':200000}} | /agent/learningStarts | learningStarts is at"
            + " most replay, 100,000; received 200,000",
        "one | {'agent':{'replay':160,'learningStarts':40,'steps':20}} | /agent/steps | steps must"
            + " be below the 20 steps of each environment that the replay keeps; received 20",
        "one | {'environment':{'environments':7},'steps':700000} | /environment/environments |"
            + " environments must divide agent.replay, 100,000; received 7",
        "one | {'agent':{'distributional':{'minimum':1,'maximum':1}}} |"
            + " /agent/distributional/minimum | below maximum, 1.0; received 1.0",
        "one | {'agent':{'prioritized':{'betaStart':0.9,'betaEnd':0.5}}} |"
            + " /agent/prioritized/betaEnd | at least betaStart, 0.9; received 0.5",
        "one | {'agent':{'epsilon':{'start':0.1,'end':0.5}}} | /agent/epsilon/end | at most start,"
            + " 0.1; received 0.5",
        "ppo | {'agent':{'double':true}} | /agent/double | unknown field \"double\"",
        "ppo | {'agent':{'dueling':true}} | /agent/dueling | unknown field \"dueling\"",
        "ppo | {'agent':{'prioritized':{}}} | /agent/prioritized | unknown field \"prioritized\"",
        "ppo | {'agent':{'minibatches':3}} | /agent/minibatches | minibatches must divide the 1,024"
            + " steps that are learned from, rollout times environments; received 3",
        "ppo | {'agent':{'rollout':1,'minibatches':8}} | /agent/minibatches | minibatches of the 8"
            + " steps that are learned from, rollout times environments, must have 2 or more each,"
            + " whose advantages are standardized; received 8 minibatches",
        "ppo | {'optimizer':{'type':'adamw','redo':{'every':10}}} | /optimizer/redo | redo goes"
            + " without ppo, whose policy and values both read a unit",
        "one | {'normalization':{'type':'kalman'}} | /normalization/type | kalman is not defined"
            + " for agents: it goes with data",
        "one | {'normalization':{'type':'weight-standardization','inner':{'type':'kalman'}}} |"
            + " /normalization/type | kalman is not defined for agents: it goes with data",
        "one | {'normalization':{'type':'norm-matched-rate','reference':'a'}} | /normalization/type"
            + " | norm-matched-rate follows norms of epochs, and agents have none",
        "one | {'recordNorms':true} | /recordNorms | recordNorms goes with data only; received"
            + " true",
        "one | {'microBatch':4} | /microBatch | microBatch goes with data only; received 4",
        "one | {'batchSize':64} | /batchSize | batchSize goes with data only; received 64",
        "one | {'epochs':4} | /epochs | epochs goes with data only; received 4",
        "one | {'labelSmoothing':0.1} | /labelSmoothing | labelSmoothing goes with data only;"
            + " received 0.1",
        "one | {'earlyStopping':{}} | /earlyStopping | earlyStopping goes with data only; received"
            + " the object {}",
        "one | {'keepBest':true} | /keepBest | keepBest goes with data only; received true",
        "one | {'environment':{'augment':'flip'}} | /environment/augment | unknown field"
            + " \"augment\"",
        "one | {'environment':{'relabelEvery':5}} | /environment/relabelEvery | unknown field"
            + " \"relabelEvery\"",
        "one | {'precision':'float16'} | /precision | agents compute in float32 or bfloat16;"
            + " received \"float16\"",
        "classic | {'precision':'float16-all'} | /precision | agents compute in float32 or"
            + " bfloat16; received \"float16-all\"",
        "one | {'agent':{'dueling':true},'optimizer':{'type':'adamw','redo':{'every':1000}}} |"
            + " /optimizer/redo | redo goes without dueling, by which several layers read a unit",
        "one | {'agent':{'noisy':{}},'optimizer':{'type':'adamw','redo':{'every':1000}}} |"
            + " /optimizer/redo | redo goes without noisy, by which deviations of weights read a"
            + " unit too",
        "one | {'agent':{'type':'rainbow','dueling':false},'optimizer':{'type':'adamw','redo':{}}}"
            + " | /optimizer/redo | redo goes without noisy",
        "ppo | {'agent':{'noisy':{}}} | /agent/noisy | unknown field \"noisy\"",
        "one | {'agent':{'type':'rainbow','replay':160,'learningStarts':40,'steps':20}} |"
            + " /agent/steps | steps must be below the 20 steps of each environment that the replay"
            + " keeps; received 20",
        "one | {'optimizer':{'type':'adamw','redo':{'every':1000000}}} | /optimizer/redo/every |"
            + " every may not exceed the 249,750 updates of the training",
        "one | {'optimizer':{'type':'adamw','shrinkAndPerturb':{}}} |"
            + " /optimizer/shrinkAndPerturb/every | every must be a number of updates where agents"
            + " act in environments; received \"task\"",
        "one | {'sweep':{'momentum':[0.5]}} | /sweep/momentum | momentum can be swept with sgd only"
      })
  void refusesWithPointerAndSentence(String base, String more, String pointer, String sentence)
      throws UnreadableJson {
    List<Problem> faults = problems(with(base(base), more.replace('\'', '"')));
    assertThat(faults).extracting(Problem::pointer).containsOnly(pointer);
    assertThat(faults.getFirst().detail()).contains(sentence);
  }

  @Test
  void refusesNeitherDataNorEnvironmentWithAllOtherFaults() throws UnreadableJson {
    assertThat(problems("{\"architecture\":{\"type\":\"mlp\"},\"seeds\":[]}"))
        .extracting(Problem::pointer)
        .containsExactly("/normalization", "/data", "/seeds");
    assertThat(problems("{}"))
        .contains(
            new Problem("/data", "exactly one of data and environment is required; received none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "one | {} | true",
        "sequence | {} | true",
        "ppo | {} | true",
        "one | {'agent':{'dueling':true,'double':true}} | true",
        "one | {'agent':{'type':'rainbow'}} | true",
        "one | {'agent':{'type':'rainbow','lambda':1}} | false",
        "one | {'data':{'name':'digits'}} | false",
        "one | {'epochs':4} | false",
        "ppo | {'agent':{'double':true}} | false"
      })
  void itsSchemaAllowsWhatIsRead(String base, String more, boolean allowed) {
    String job = with(base(base), more.replace('\'', '"'));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JobJson.schema(Described.class).toString())
                .validate(job, InputFormat.JSON)
                .isEmpty())
        .isEqualTo(allowed);
  }
}
