package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.MissingData;

class PublishedSetTest {
  @TempDir Path root;
  private final List<List<String>> fetched = new CopyOnWriteArrayList<>();

  private PublishedSet set(PublishedSet.Fetch fetch) {
    return new PublishedSet(
        "birds", List.of("songs", "names"), "http://birds.example (1 MB)", fetch);
  }

  private final PublishedSet.Fetch fetch =
      (folder, missing, _) -> {
        fetched.add(missing);
        for (String file : missing) {
          Files.writeString(folder.resolve(file), file);
        }
      };

  private DataHome home(boolean download) {
    return new DataHome(root, download);
  }

  @Test
  void saysWhatIsMissingWhereItWasLookedForAndHowToGetIt() {
    assertThatThrownBy(() -> set(fetch).locate(home(false), _ -> {}))
        .isInstanceOf(MissingData.class)
        .hasMessage(
            "The data set birds is not there: looked for %s (or .gz, .xz), %s (or .gz, .xz). To get"
                + " it, set normlab.data.download=true, or point normlab.data.dir at a folder that"
                + " has birds/, or fetch it from http://birds.example (1 MB).",
            root.resolve("birds/songs"), root.resolve("birds/names"));
    assertThat(root).isEmptyDirectory();
    assertThat(fetched).isEmpty();
  }

  @Test
  void namesOnlyTheFilesThatAreMissing() throws Exception {
    Packed.write(root.resolve("birds"), "songs", ".xz", new byte[1]);
    assertThatThrownBy(() -> set(fetch).expect(home(false)))
        .isInstanceOf(MissingData.class)
        .hasMessageContaining("birds/names")
        .hasMessageNotContaining("birds/songs");
  }

  @Test
  void findsTheFilesInAnyFormInTheOrderInWhichTheyAreRead() throws Exception {
    Path names = Packed.write(root.resolve("birds"), "names", ".gz", new byte[1]);
    Path songs = Packed.write(root.resolve("birds"), "songs", ".xz", new byte[1]);
    assertThat(set(fetch).present(home(false))).isTrue();
    assertThat(set(fetch).locate(home(false), _ -> {})).containsExactly(songs, names);
    Path plain = Packed.write(root.resolve("birds"), "songs", "", new byte[1]);
    assertThat(set(fetch).locate(home(true), _ -> {})).containsExactly(plain, names);
    assertThat(fetched).isEmpty();
  }

  @Test
  void fetchesWhatIsMissingAndNoMore() throws Exception {
    Packed.write(root.resolve("birds"), "songs", "", new byte[1]);
    assertThat(set(fetch).locate(home(true), _ -> {})).hasSize(2);
    assertThat(fetched).containsExactly(List.of("names"));
  }

  @Test
  void tellsWhatIsStillMissingAfterAFetch() {
    assertThatThrownBy(() -> set((_, _, _) -> {}).locate(home(true), _ -> {}))
        .isInstanceOf(MissingData.class)
        .hasMessageContaining("birds is not there");
  }

  @Test
  void twoThreadsFetchTheSameSetOnce() throws Exception {
    List<FutureTask<List<Path>>> second = new ArrayList<>();
    PublishedSet.Fetch slow =
        (folder, missing, progress) -> {
          if (second.isEmpty()) {
            second.add(new FutureTask<>(() -> set(fetch).locate(home(true), _ -> {})));
            awaitWaiting(Thread.ofPlatform().start(second.getFirst()));
          }
          fetch.into(folder, missing, progress);
        };
    List<Path> first = set(slow).locate(home(true), _ -> {});
    assertThat(second.getFirst().get()).isEqualTo(first);
    assertThat(fetched).containsExactly(List.of("songs", "names"));
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void fetchesAnIdxSetOverHttpAndVerifiesIt() throws Exception {
    try (FileServer server = new FileServer()) {
      Idx idx = served(server);
      DataSet set = idx.load(Specs.split(0, 0.1, null), home(true), _ -> {});
      assertThat(set.rows()).isEqualTo(IdxSet.TRAIN + IdxSet.TEST);
      assertThat(set.values().get(7)).isEqualTo(IdxSet.pixel(1, 1));
      assertThat(server.asked)
          .containsExactlyElementsOf(Idx.FILES.stream().map(file -> file + ".gz").toList());
      idx.load(Specs.split(0, 0.1, null), home(true), _ -> {});
      assertThat(server.asked).hasSize(4);
    }
  }

  @Test
  void outlinesASetThatIsStillToBeFetched() throws Exception {
    try (FileServer server = new FileServer()) {
      assertThat(served(server).outline(Specs.split(0, 0.1, null), home(true)))
          .isEqualTo(new DataShape(List.of(1, 28, 28), 10, 54_000, 6_000, 10_000));
      assertThat(server.asked).isEmpty();
    }
  }

  private static Idx served(FileServer server) throws IOException {
    List<String> digests = new ArrayList<>();
    for (var file : IdxSet.files().entrySet()) {
      byte[] packed = Packed.as(".gz", file.getValue());
      server.put(file.getKey() + ".gz", packed);
      digests.add(FileServer.sha256(packed));
    }
    return new Idx("little", server.base(), "1 kB", digests);
  }
}
