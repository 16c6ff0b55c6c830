package org.normlab.data;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.Alphabet;
import org.normlab.data.file.BoundedCache;
import org.normlab.data.file.DataDigest;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.Digest;
import org.normlab.data.file.Download;
import org.normlab.data.file.FileStamp;
import org.normlab.data.file.MissingData;

/**
 * A text to be continued character by character: any UTF-8 file, whose tokens are its code points
 * and whose vocabulary is its different code points in order. The parts follow each other: the last
 * tenth is the test part, before it stands the validation part, the rest is for training. Window i
 * of a part begins at its token i·context; what does not fill a window is dropped, and the last
 * label of a window lies in the same part.
 *
 * @param text path of the file below the data folder; null for the official one
 * @param context tokens of a window
 */
record TextFile(@Nullable String text, int context) implements Kind {
  static final String SHAKESPEARE = "shakespeare";
  private static final String FILE = "tinyshakespeare.txt";
  static final PublishedSet OFFICIAL =
      official(
          URI.create(
              "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/"),
          Digest.sha256("86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"));

  private static final Summary OFFICIAL_SUMMARY = new Summary(65, 1_115_394);
  private static final double TEST_SHARE = 0.1;

  private static final BoundedCache<FileStamp, Summary> SUMMARIES = new BoundedCache<>();

  /** Describes what a summary depends on. */
  private record Summary(int vocabulary, int tokens) {}

  /** Returns the reader of the official text. */
  static TextFile shakespeare(int window) {
    return new TextFile(null, Math.max(1, window));
  }

  static TextFile of(TextData data, int window) {
    return new TextFile(data.text(), Math.max(1, window));
  }

  static PublishedSet official(URI base, Digest digest) {
    return new PublishedSet(
        SHAKESPEARE,
        "text",
        List.of(FILE),
        base + "input.txt (1 MB)",
        (folder, _, progress) ->
            new Download(base.resolve("input.txt"), digest).into(folder.resolve(FILE), progress));
  }

  @Override
  public DataShape outline(DataSpec spec, DataHome home) throws MissingData, IOException {
    Summary summary = summary(home);
    Parts parts = Parts.of(summary.tokens, context, spec);
    return new DataShape(
        List.of(context),
        summary.vocabulary,
        parts.train.length,
        parts.validation.length,
        parts.test.length,
        summary.tokens);
  }

  private Summary summary(DataHome home) throws MissingData, IOException {
    if (text == null) {
      OFFICIAL.expect(home);
      if (!OFFICIAL.present(home)) {
        return OFFICIAL_SUMMARY;
      }
    }
    Path file = locate(home, _ -> {});
    return SUMMARIES.get(
        FileStamp.of(file),
        () -> {
          Alphabet alphabet = Alphabet.of(file);
          return new Summary(alphabet.size(), alphabet.tokens());
        });
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    String name = text == null ? SHAKESPEARE : text;
    Path file = locate(home, progress);
    progress.accept("reading " + name);
    Alphabet alphabet = Alphabet.of(file);
    Parts parts = Parts.of(alphabet.tokens(), context, spec);
    List<String> notes = new ArrayList<>();
    notes.add(
        "a text of %,d tokens, %d of them different; samples are windows of %d tokens"
            .formatted(alphabet.tokens(), alphabet.size(), context));
    notes.addAll(parts.notes(spec));
    return new DataSet(
        name,
        List.of(context),
        alphabet.size(),
        ByteBuffer.allocateDirect(0),
        alphabet.read(file),
        parts.train,
        parts.validation,
        parts.test,
        new float[0],
        new float[0],
        true,
        List.copyOf(notes));
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    return DataDigest.of(locate(home, progress));
  }

  private Path locate(DataHome home, Consumer<String> progress) throws MissingData, IOException {
    return text == null ? OFFICIAL.locate(home, progress).getFirst() : home.file(text);
  }

  /** Describes where the windows of each part begin. */
  private record Parts(int[] train, int[] validation, int[] test) {
    static Parts of(int tokens, int context, DataSpec spec) {
      int test = (int) Math.round(TEST_SHARE * tokens);
      Split.Sizes sizes = Split.Sizes.of(tokens, test, spec);
      int held = tokens - test - sizes.validation();
      return new Parts(
          windows(0, sizes.train(), context),
          windows(held, sizes.validation(), context),
          windows(tokens - test, test, context));
    }

    private static int[] windows(int from, int tokens, int context) {
      int count = Math.max(0, tokens - 1) / context;
      return IntStream.range(0, count).map(i -> from + i * context).toArray();
    }

    List<String> notes(DataSpec spec) {
      List<String> notes = new ArrayList<>();
      if (validation.length == 0 && spec.validationShare() > 0) {
        notes.add("the validation part is too short for a window");
      }
      if (test.length == 0) {
        notes.add("the test part is too short for a window");
      }
      return notes;
    }
  }
}
