package org.normlab.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells one state of a file from another without reading it: by size and time of change, and where
 * the file system has them by inode and the time at which the inode changed, which no copying tool
 * sets back.
 */
public record FileStamp(Path file, Map<String, Object> attributes) {
  private static final String UNIX = "unix";

  public static FileStamp of(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains(UNIX);
    String wanted = unix ? "unix:size,lastModifiedTime,ctime,ino,dev" : "size,lastModifiedTime";
    return new FileStamp(file, new TreeMap<>(Files.readAttributes(file, wanted)));
  }

  /** One number for the states of many files. */
  public static long of(List<Path> files) throws IOException {
    long state = files.size();
    for (Path file : files) {
      state = state * 1_000_003 + of(file).hashCode();
    }
    return state;
  }
}
