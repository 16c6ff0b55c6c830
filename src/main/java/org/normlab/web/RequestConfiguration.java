package org.normlab.web;

import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
@EnableConfigurationProperties(RequestSettings.class)
class RequestConfiguration {
  /**
   * A connection that waits for its peer holds a virtual thread, of which there are always more.
   * Handlers, which compute, run in the platform threads of {@link RequestBounds}.
   */
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsByVirtualThreads() {
    return factory ->
        factory.addProtocolHandlerCustomizers(
            protocol -> protocol.setExecutor(new VirtualThreadExecutor("connection-")));
  }
}
