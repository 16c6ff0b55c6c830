package org.normlab.study.report.element;

/** Describes how a report is written. */
public enum Format {
  /** One page with its style and pictures within, without scripts; well-formed as XML too. */
  HTML("text/html", "html"),
  /** GitHub's Markdown; in place of its pictures it has their numbers. */
  MARKDOWN("text/markdown", "md");

  private final String mediaType;
  private final String extension;

  Format(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Returns the extension of a file, without its dot. */
  public String extension() {
    return extension;
  }

  public String write(Report report) {
    return this == HTML ? new Html().write(report) : Markdown.write(report);
  }
}
