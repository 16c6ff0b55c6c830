package org.normlab.run.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.normlab.run.table.Column;
import org.normlab.run.table.CsvSheet;
import org.normlab.run.table.JsonLinesSheet;
import org.normlab.run.table.ParquetSheet;
import org.normlab.run.table.Sheet;
import org.normlab.run.table.Table;
import org.normlab.storage.StorageLayout;
import org.normlab.web.Refusal;
import org.normlab.web.RequestSettings;
import org.normlab.web.WhereApiIsServed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Sends tables: CSV and JSON lines as they are read, Parquet from a file that is made first. */
@Component
@WhereApiIsServed
public class TableFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TableFiles.class);

  /** One Parquet file is made at a time, since each takes memory outside of the heap. */
  private final Lock making = new ReentrantLock();

  /** Whoever reads slowly takes a place for as long; a connection that takes nothing is closed. */
  private final Semaphore places;

  private final int most;
  private final StorageLayout home;

  TableFiles(RequestSettings settings, StorageLayout home) {
    this.home = home;
    most = settings.exports();
    places = new Semaphore(most);
  }

  /**
   * Answers with a table as a file.
   *
   * @param what the table is of, for the file's name
   * @param table begins the table, which may ask the database for its columns
   * @throws Refusal 503 where as many tables are written as may be
   */
  public void download(
      String what,
      Supplier<Table> table,
      TableFormat.Chosen chosen,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!places.tryAcquire()) {
      throw Refusal.busy(
          "%d exports are being written, as many as may be at a time; try again".formatted(most));
    }
    try {
      answer(what, table, chosen, request, response);
    } finally {
      places.release();
    }
  }

  private void answer(
      String what,
      Supplier<Table> table,
      TableFormat.Chosen chosen,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TableFormat format = chosen.format();
    String name = "normlab-%s.%s".formatted(what, format.extension());
    response.setContentType(format.type().toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
    if (!HttpMethod.HEAD.matches(request.getMethod())) {
      send(table.get(), chosen, response);
    }
  }

  /**
   * Sends a table. A failure once a part was sent ends the connection: an answer that ends well
   * would look whole. An IOException without a cause reaches the server, which does that; Spring
   * would look for a handler of its cause.
   */
  private void send(Table table, TableFormat.Chosen chosen, HttpServletResponse response)
      throws IOException {
    try {
      List<Column> columns = table.columns();
      switch (chosen.format()) {
        case CSV ->
            stream(
                table, new CsvSheet(response.getOutputStream(), columns, chosen.escapeFormulas()));
        case NDJSON -> stream(table, new JsonLinesSheet(response.getOutputStream(), columns));
        case PARQUET -> sendParquet(table, columns, response);
      }
    } catch (RuntimeException | Error e) {
      if (response.isCommitted()) {
        LOG.error("an export broke off", e);
        throw new IOException("an export broke off; the error before says why");
      }
      response.reset();
      throw e;
    }
  }

  private static void stream(Table table, Sheet sheet) throws IOException {
    table.writeTo(sheet);
    sheet.close();
  }

  private void sendParquet(Table table, List<Column> columns, HttpServletResponse response)
      throws IOException {
    Path folder = home.temporary("export-");
    try {
      Path file = folder.resolve("table.parquet");
      make(table, columns, folder, file);
      response.setContentLengthLong(Files.size(file));
      OutputStream out = response.getOutputStream();
      Files.copy(file, out);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void make(Table table, List<Column> columns, Path folder, Path file) throws IOException {
    making.lock();
    try (Sheet sheet = new ParquetSheet(folder.resolve("making"), file, columns)) {
      table.writeTo(sheet);
    } finally {
      making.unlock();
    }
  }
}
