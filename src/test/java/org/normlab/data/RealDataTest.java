package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.RealData;

/** The shipped and the published sets, as they really are. */
class RealDataTest {
  @Test
  void readsMnist() throws Exception {
    DataSet set = whole("mnist", "mnist/train-images-idx3-ubyte.gz");
    assertGrey(set, "23ceaef5", "bdf9356b", new int[] {5, 0, 4, 1, 9});
    assertThat(set.mean()[0]).isCloseTo(.1307f, within(5e-5f));
    assertThat(set.deviation()[0]).isCloseTo(.3081f, within(5e-5f));
  }

  @Test
  void readsFashionMnistInWellUnderTwoSeconds() throws Exception {
    whole("fashion-mnist", "fashion-mnist/train-images-idx3-ubyte.gz");
    long start = System.nanoTime();
    DataSet set = whole("fashion-mnist", "fashion-mnist/train-images-idx3-ubyte.gz");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("fashion-mnist read in " + took);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    assertGrey(set, "5bd44e33", "0e65cd37", new int[] {9, 0, 0, 3, 0});
    assertThat(set.mean()[0]).isCloseTo(.2860f, within(5e-5f));
    assertThat(set.deviation()[0]).isCloseTo(.3530f, within(5e-5f));
  }

  private static void assertGrey(DataSet set, String first, String last, int[] labels)
      throws Exception {
    assertThat(set.shape()).containsExactly(1, 28, 28);
    assertThat(set.classes()).isEqualTo(10);
    assertThat(set.values().isDirect()).isTrue();
    assertThat(set.values().remaining()).isEqualTo(70_000 * 28 * 28);
    assertThat(set.train()).hasSize(60_000);
    assertThat(set.test()).isEqualTo(IntStream.range(60_000, 70_000).toArray());
    assertThat(Arrays.copyOf(set.labels(), 5)).isEqualTo(labels);
    assertThat(digest(set, 0, 28 * 28)).isEqualTo(first);
    assertThat(digest(set, 69_999 * 28 * 28, 28 * 28)).isEqualTo(last);
  }

  @Test
  void readsCifar() throws Exception {
    long start = System.nanoTime();
    DataSet set = whole("cifar-10", "cifar-10/test_batch.bin.xz");
    System.out.println("cifar-10 read in " + Duration.ofNanos(System.nanoTime() - start));
    assertThat(set.shape()).containsExactly(3, 32, 32);
    assertThat(set.train()).hasSize(50_000);
    assertThat(set.test()).isEqualTo(IntStream.range(50_000, 60_000).toArray());
    assertThat(Arrays.copyOf(set.labels(), 5)).isEqualTo(new int[] {6, 9, 9, 4, 1});
    assertThat(set.mean()).containsExactly(new float[] {.4914f, .4822f, .4465f}, within(5e-5f));
    assertThat(set.deviation())
        .containsExactly(new float[] {.2470f, .2435f, .2616f}, within(5e-5f));
    assertThat(digest(set, 0, 3072)).isEqualTo("7cbda40c");
    assertThat(digest(set, 59_999 * 3072, 3072)).isEqualTo("322e5a9f");
  }

  @Test
  void readsTheDigitsOfTheJar() throws Exception {
    DataHome nowhere = new DataHome(Path.of("no/such/folder"), false);
    DataSet set = DataSets.load(DataSpec.named("digits"), nowhere, 0, _ -> {});
    assertThat(set.rows()).isEqualTo(1797);
    assertThat(set.classes()).isEqualTo(10);
    assertThat(set.train()).hasSize(1078);
    assertThat(set.validation()).hasSize(360);
    assertThat(set.test()).hasSize(359);
    assertThat(Arrays.copyOf(set.labels(), 12))
        .isEqualTo(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1});
    assertThat(set.notes()).singleElement().asString().contains("pixel (0, 0)");
    assertThat(set.shape().getFirst()).isBetween(58, 61);
  }

  @ParameterizedTest
  @CsvSource({
    "uci/letter, 20000, 16, 26",
    "uci/musk-2, 6598, 166, 2",
    "uci/htru2-raw, 17898, 8, 2",
    "uci/iris, 150, 4, 3",
  })
  void readsUciTables(String name, int rows, int features, int classes) throws Exception {
    DataHome home = RealData.home(name + ".csv.gz");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    DataSet set = DataSets.load(DataSpec.named(name), home, 0, _ -> {});
    // Of this thread's processor time: what else the machine does is no fault of the reader.
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    System.out.println(name + " read in " + took);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    assertThat(set.rows()).isEqualTo(rows);
    assertThat(set.shape()).containsExactly(features);
    assertThat(set.classes()).isEqualTo(classes);
    assertThat(set.test()).hasSize((int) Math.round(rows * 0.2));
    assertThat(set.validation()).hasSize((int) Math.round((rows - set.test().length) * 0.25));
  }

  @Test
  void readsEveryUciTableAndOutlinesItAsItIsRead() throws Exception {
    DataHome home = RealData.home("uci/letter.csv.gz");
    List<String> names =
        DataSets.list(home).stream().map(Listing::name).filter(n -> n.startsWith("uci/")).toList();
    assertThat(names).hasSizeGreaterThan(100);
    for (String name : names) {
      DataSpec spec = DataSpec.named(name);
      DataSet set = DataSets.load(spec, home, 0, _ -> {});
      assertThat(sizes(DataSets.outline(spec, home, 0))).as(name).isEqualTo(outline(set));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mnist, mnist/train-images-idx3-ubyte.gz",
    "fashion-mnist, fashion-mnist/train-images-idx3-ubyte.gz",
    "cifar-10, cifar-10/test_batch.bin.xz",
  })
  void outlinesImagesAsTheyAreReadAndAsTheyWouldBeDownloaded(String name, String file)
      throws Exception {
    DataHome home = RealData.home(file);
    DataSpec spec = Specs.named(name, null, 3, 1234);
    DataShape outline = sizes(DataSets.outline(spec, home, 0));
    assertThat(outline).isEqualTo(outline(DataSets.load(spec, home, 0, _ -> {})));
    assertThat(outline.trainRows()).isEqualTo(1234);
    DataHome empty = new DataHome(Path.of("no/such/folder"), true);
    assertThat(DataSets.outline(spec, empty, 0)).isEqualTo(outline);
  }

  /** An outline without classes and notes. */
  private static DataShape sizes(DataShape all) {
    return new DataShape(
        all.shape(), all.classes(), all.trainRows(), all.validationRows(), all.testRows());
  }

  private static DataShape outline(DataSet set) {
    return new DataShape(
        set.shape(), set.classes(), set.train().length, set.validation().length, set.test().length);
  }

  private static DataSet whole(String name, String file) throws Exception {
    DataSpec spec = Specs.named(name, 0.0, 0, null);
    return DataSets.load(spec, RealData.home(file), 0, _ -> {});
  }

  private static String digest(DataSet set, int from, int length) throws Exception {
    byte[] bytes = new byte[length];
    set.values().get(from, bytes);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(hash, 0, 4);
  }
}
