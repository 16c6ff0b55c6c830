package org.normlab.data;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.Digest;
import org.normlab.data.file.MissingData;

/**
 * The shelf: which name is which kind of data set, where the official files come from, and under
 * which licence.
 */
public final class DataSets {
  private static final Idx MNIST =
      new Idx(
          "mnist",
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          "12 MB",
          List.of(
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

  private static final Idx FASHION_MNIST =
      new Idx(
          "fashion-mnist",
          URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
          "31 MB",
          List.of(
              "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
              "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
              "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
              "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

  private static final Cifar CIFAR_10 =
      new Cifar(
          10_000,
          URI.create("https://www.cs.toronto.edu/~kriz/"),
          Digest.md5("c32a1d4ab5d03f1284b67883e8d87530"),
          List.of(
              "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
              "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
              "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
              "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
              "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
              "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"));

  private static final Digits DIGITS = new Digits();

  private static final Map<String, Kind> NAMED =
      Map.of(
          Digits.NAME,
          DIGITS,
          MNIST.official().name(),
          MNIST,
          FASHION_MNIST.official().name(),
          FASHION_MNIST,
          Cifar.NAME,
          CIFAR_10);

  private static final Pattern UCI =
      Pattern.compile(TableFile.UCI + "/[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private DataSets() {}

  /**
   * Shape and sizes of what {@link #load} would give; reads no more than that takes.
   *
   * @param window tokens of a sample of a text; 0 when the network reads no text
   */
  public static DataShape outline(DataSpec spec, DataHome home, int window)
      throws MissingData, IOException {
    return spec.source().reader(window).outline(spec, home);
  }

  /**
   * Reads and splits the rows, after fetching them where the home allows it.
   *
   * @param window tokens of a sample of a text; 0 when the network reads no text
   * @param progress sentences for the user's log while files are fetched and read
   */
  public static DataSet load(DataSpec spec, DataHome home, int window, Consumer<String> progress)
      throws MissingData, IOException {
    return spec.source().reader(window).load(spec, home, progress);
  }

  /**
   * Digest of the bytes that {@link #load} reads, as {@code sha256:…}: of a file, or of the list of
   * its files and their digests. Of a generated set the version of its generator. Digests are
   * remembered while files do not change.
   */
  public static String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    return spec.source().reader(1).digest(spec, home, progress);
  }

  /** Returns what {@link #load} does to the rows of a set that is there. */
  public static Preprocessing inputs(DataSpec spec, DataHome home, int window)
      throws MissingData, IOException {
    return spec.source().reader(window).inputs(spec, home);
  }

  /**
   * Returns what a job may name now: the sets known by name, the tables that are there, the
   * generated.
   */
  public static List<Listing> list(DataHome home) {
    List<Listing> list = new ArrayList<>();
    list.add(DIGITS.listing());
    list.add(
        official(
            MNIST.official(),
            home,
            "idx",
            "60,000 + 10,000 grey images of handwritten digits, 28×28, 10 classes",
            "CC BY-SA 3.0"));
    list.add(
        official(
            FASHION_MNIST.official(),
            home,
            "idx",
            "60,000 + 10,000 grey images of clothing, 28×28, 10 classes",
            "MIT"));
    list.add(
        official(
            CIFAR_10.official(),
            home,
            "cifar",
            "50,000 + 10,000 colour photographs, 32×32, 10 classes",
            "none stated"));
    list.add(
        official(
            TextFile.OFFICIAL,
            home,
            "text",
            "1,115,394 characters of Shakespeare's plays, 65 different, one after the other",
            "public domain"));
    list.addAll(TableFile.listings(home));
    list.addAll(Generated.listings());
    return List.copyOf(list);
  }

  private static Listing official(
      PublishedSet set, DataHome home, String kind, String summary, String licence) {
    boolean present = set.present(home);
    return new Listing(set.name(), kind, present, summary, licence, present ? "" : set.howToGet());
  }

  /** Returns what reads a set that is known by its name. */
  static Kind named(NamedData data, int window) throws MissingData {
    Kind known = NAMED.get(data.name());
    if (known != null) {
      return known;
    }
    if (data.isText()) {
      return TextFile.shakespeare(window);
    }
    if (!isName(data.name())) {
      throw new MissingData(unknown(data.name()));
    }
    return TableFile.uci(data);
  }

  /** Returns whether it is a name that a job may give; the files may still be missing. */
  static boolean isName(String name) {
    return NAMED.containsKey(name)
        || name.equals(TextFile.SHAKESPEARE)
        || UCI.matcher(name).matches();
  }

  /** Returns whether part of the set has been the test part since it was published. */
  static boolean hasOfficialTest(String name) {
    return !name.equals(Digits.NAME) && NAMED.containsKey(name);
  }

  static String unknown(String name) {
    return "there is no data set \""
        + name
        + "\"; allowed are "
        + String.join(", ", NAMED.keySet().stream().sorted().toList())
        + ", "
        + TextFile.SHAKESPEARE
        + " and uci/<table>";
  }
}
