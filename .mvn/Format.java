import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks ("check") or rewrites ("apply") the format of every Java file below a folder. */
public class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    var formatter = new Formatter();
    List<Path> off = new ArrayList<>();
    List<Path> files;
    try (var walk = Files.walk(Path.of(args[1]))) {
      files = walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : files) {
      String before = Files.readString(file);
      String after = formatter.formatSourceAndFixImports(before);
      if (after.equals(before)) continue;
      if (apply) Files.writeString(file, after);
      off.add(file);
    }
    off.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
    if (!apply && !off.isEmpty()) {
      System.err.println("Run: mvn process-sources -Dformat");
      System.exit(1);
    }
  }
}
