package org.normlab.data;

import java.util.List;
import org.normlab.data.file.DataHome;
import org.normlab.data.table.TableColumns;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** A CSV table of the user's own. */
public record TableData(
    @Setting(value = "a CSV table below the data folder", minSize = 1, maxSize = 500) String file,
    @Setting(value = "the label column of the CSV table", minSize = 1, maxSize = 200) String label,
    TableColumns columns)
    implements DataSource, Checked {

  @Override
  public String reference() {
    return file;
  }

  @Override
  public Kind reader(int window) {
    return TableFile.of(this);
  }

  @Override
  public List<Problem> problems() {
    return DataHome.problems("file", file);
  }
}
