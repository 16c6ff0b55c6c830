package org.normlab.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the page's files so that a browser asks for each one again and gets a 304 while it is the
 * same. The ETag is made of the content: files of a jar have the time of the jar, which an image
 * that is built reproducibly sets to the same for every version.
 */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
class PageFiles implements WebMvcConfigurer {
  private static final String FOLDER = "classpath:/static/";

  /** ETags by the file's address within the jar. */
  private final Map<String, String> etags = new ConcurrentHashMap<>();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/**")
        .addResourceLocations(FOLDER)
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(this::etag);
  }

  private String etag(Resource file) {
    return etags.computeIfAbsent(file.getDescription(), described -> digest(file));
  }

  private static String digest(Resource file) {
    try (InputStream in = file.getInputStream()) {
      return "\"" + DigestUtils.md5DigestAsHex(in) + "\"";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
