package org.normlab.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.normlab.data.file.DataDigest;
import org.normlab.data.file.DataFile;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.FolderLock;
import org.normlab.data.file.MissingData;

/**
 * The files of a set that has an official address.
 *
 * @param name of the set
 * @param folder its folder below the data folder
 * @param files in the order in which they are read
 * @param address where a user finds them, with the size of the download
 * @param fetch how missing ones get into the folder
 */
record PublishedSet(String name, String folder, List<String> files, String address, Fetch fetch) {

  /** A set whose folder is called as it is. */
  PublishedSet(String name, List<String> files, String address, Fetch fetch) {
    this(name, name, files, address, fetch);
  }

  /** Brings the missing files into the folder, verified and whole. */
  interface Fetch {
    void into(Path folder, List<String> missing, Consumer<String> progress) throws IOException;
  }

  boolean present(DataHome home) {
    return missing(home).isEmpty();
  }

  /** Checks that a load would find the files or fetch them; otherwise says how to get them. */
  void expect(DataHome home) throws MissingData {
    if (!home.download() && !present(home)) {
      throw missingData(home);
    }
  }

  /** Returns where the files are, after fetching the missing ones if the home allows it. */
  List<Path> locate(DataHome home, Consumer<String> progress) throws MissingData, IOException {
    expect(home);
    if (!present(home)) {
      try (FolderLock _ = FolderLock.take(folder(home), progress)) {
        List<String> missing = missing(home);
        if (!missing.isEmpty()) { // else another fetched them while this one waited
          fetch.into(folder(home), missing, progress);
        }
      }
    }
    List<Path> found = new ArrayList<>();
    for (String file : files) {
      found.add(DataFile.find(folder(home), file).orElseThrow(() -> missingData(home)));
    }
    return found;
  }

  /** Digest of the files, after fetching the missing ones if the home allows it. */
  String digest(DataHome home, Consumer<String> progress) throws MissingData, IOException {
    return DataDigest.of(folder(home), locate(home, progress));
  }

  String howToGet() {
    return "put the files of %s below normlab.data.dir in the folder %s, or set normlab.data.download=true"
        .formatted(address, folder);
  }

  private Path folder(DataHome home) {
    return home.folder().resolve(folder);
  }

  private List<String> missing(DataHome home) {
    return files.stream().filter(file -> DataFile.find(folder(home), file).isEmpty()).toList();
  }

  private MissingData missingData(DataHome home) {
    List<String> looked =
        missing(home).stream().map(file -> DataFile.looked(folder(home), file)).toList();
    return new MissingData(
        "The data set %s is not there: looked for %s. To get it, set normlab.data.download=true, or point normlab.data.dir at a folder that has %s, or fetch it from %s."
            .formatted(name, String.join(", ", looked), folder + "/", address));
  }
}
