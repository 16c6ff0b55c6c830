package org.normlab.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.train.Recording;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.WeightFiles;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.FusedRunsTest;
import org.normlab.train.device.Rates;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.loop.GroupState;

/** What is exported of a run is its part of the group's tensors, under the network's names. */
class WeightsTest {
  private static final int REPLICAS = 3;
  private static final int ENDED = 1;
  private static final int STEPS = 2;
  private static final List<String> EVERYWHERE = List.of("none", "batch");
  private static final Map<String, String> METADATA = Map.of("seed", "1", "text", "{\"ü\":[1]}");

  @TempDir private Path folder;

  /** Every network under two methods, every method in one network. */
  static Stream<Arguments> methodsAndNetworks() {
    Set<Object> tried = new HashSet<>();
    return FusedRunsTest.methodsAndNetworks()
        .filter(
            one ->
                tried.add(one.get()[0])
                    || EVERYWHERE.stream()
                        .anyMatch(m -> one.get()[0].equals("{\"type\":\"" + m + "\"}")));
  }

  /** A checkpoint, and all that a fused group held when it was written. */
  private record Saved(Path file, List<Variable> variables, Map<String, float[]> tensors) {}

  private Saved trained(String method, String network) throws Exception {
    SupervisedSpec spec = Small.spec(network, method, "\"batchSize\":16,\"seeds\":[0,1,2]");
    DataSet set = Small.noiseFor(network);
    Batches batches = new Batches(set.train(), 16, spec.runs(), null);
    Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), STEPS);
    GroupState position = new GroupState(REPLICAS, null, null);
    position.step = STEPS;
    position.ended[ENDED] = 1;
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused = new FusedRuns(spec, spec.runs(), true, DeviceData.of(set, torch), torch);
        NDManager scope = torch.scope()) {
      fused.train(batches, rates, 0, 0, 0, STEPS, new int[0]);
      NDList arrays = fused.snapshot(scope);
      Map<String, float[]> tensors = new LinkedHashMap<>();
      arrays.forEach(array -> tensors.put(array.getName(), array.toFloatArray()));
      arrays.addAll(position.toArrays(0, scope));
      List<Variable> variables =
          Stream.concat(fused.network().parameters().stream(), fused.network().states().stream())
              .toList();
      Path file = Checkpoint.write(folder, 1, 0, STEPS, arrays).file();
      return new Saved(file, variables, tensors);
    }
  }

  @ParameterizedTest
  @MethodSource("methodsAndNetworks")
  void everyNetworkIsExportedUnderItsNamesAndShapes(String method, String network)
      throws Exception {
    Saved saved = trained(method, network);
    for (int r = 0; r < REPLICAS; r++) {
      try (Weights weights = Weights.open(saved.file(), r, REPLICAS)) {
        assertThat(weights.step()).isEqualTo(r == ENDED ? 1 : STEPS);
        byte[] safetensors = written(new Safetensors(), weights);
        assertIsReplica(WeightFiles.safetensors(safetensors), r, saved);
        assertThat(WeightFiles.metadata(safetensors)).isEqualTo(METADATA);
        assertIsReplica(WeightFiles.npz(written(new Npz(), weights)), r, saved);
      }
    }
  }

  private static byte[] written(WeightFormat format, Weights weights) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(weights, METADATA, out);
    assertThat(out.size()).isEqualTo(format.length(weights, METADATA));
    return out.toByteArray();
  }

  private static void assertIsReplica(Map<String, WeightFiles.Read> read, int r, Saved saved) {
    assertThat(read.keySet())
        .containsExactlyElementsOf(saved.variables().stream().map(Variable::name).toList());
    for (Variable variable : saved.variables()) {
      WeightFiles.Read tensor = read.get(variable.name());
      List<Long> shape = variable.shape().stream().map(Integer::longValue).toList();
      assertThat(tensor.shape()).as(variable.name()).isEqualTo(shape);
      assertThat(tensor.values())
          .as(variable.name())
          .isEqualTo(Recording.replica(saved.tensors().get(variable.name()), r, REPLICAS));
    }
  }

  @Test
  void saysWhatIsNoCheckpointOfTheGroup() throws Exception {
    Saved saved = trained("{\"type\":\"batch\"}", Small.MLP);
    assertThatThrownBy(() -> Weights.open(folder.resolve("none"), 0, 1))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Weights.open(saved.file(), 0, 2))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("hidden.0.weight has F32 numbers in the shape [3, 24, 12]")
        .hasMessageContaining("expected are F32 in the shape [2, …]");
    byte[] whole = Files.readAllBytes(saved.file());
    for (int length : List.of(0, 7, 8, 100, whole.length - 1)) {
      Path part = Files.write(folder.resolve("part"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Weights.open(part, 0, REPLICAS))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("is no whole checkpoint");
    }
    whole[8] = 'x';
    Path noJson = Files.write(folder.resolve("part"), whole);
    assertThatThrownBy(() -> Weights.open(noJson, 0, REPLICAS))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("its header cannot be understood");
  }

  @Test
  void aDeletedCheckpointIsReadToItsEnd() throws Exception {
    Saved saved = trained("{\"type\":\"batch\"}", Small.MLP);
    try (Weights weights = Weights.open(saved.file(), 0, REPLICAS)) {
      Files.delete(saved.file());
      assertIsReplica(WeightFiles.npz(written(new Npz(), weights)), 0, saved);
    }
  }
}
