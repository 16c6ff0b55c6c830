package org.normlab.data;

import java.util.ArrayList;
import java.util.List;
import org.normlab.data.file.MissingData;
import org.normlab.data.table.TableColumns;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Data that are known by their name: published sets, and tables of the UCI repository. */
public record NamedData(
    @Setting(
            value = "a named set: digits, mnist, fashion-mnist, cifar-10, shakespeare, uci/<table>",
            minSize = 1,
            maxSize = 200)
        String name,
    TableColumns columns)
    implements DataSource, Checked {

  @Override
  public String reference() {
    return name;
  }

  @Override
  public boolean isText() {
    return name.equals(TextFile.SHAKESPEARE);
  }

  @Override
  public boolean hasFixedTest() {
    return isText() || DataSets.hasOfficialTest(name);
  }

  @Override
  public Kind reader(int window) throws MissingData {
    return DataSets.named(this, window);
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    if (!DataSets.isName(name)) {
      faults.add(new Problem("/name", DataSets.unknown(name)));
    }
    if (!name.startsWith(TableFile.UCI + "/")) {
      faults.addAll(columns.unused());
    }
    return faults;
  }
}
