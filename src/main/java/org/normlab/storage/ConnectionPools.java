package org.normlab.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The database by two pools of connections with the same settings ({@code
 * spring.datasource.hikari.*}): one for the threads that serve requests, a smaller one for all
 * others, which are the worker, health and what runs at the start. A pool opens its connections
 * when the first is asked for, so that a worker without the API has one pool.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionPools {
  /** Name of the pool of the threads that serve requests. */
  static final String REQUESTS = "requests";

  private static final int FEWEST = 2;
  private static final int MOST_BESIDE_REQUESTS = 8;

  @Bean
  static DataSource database(
      DataSourceProperties database, Environment settings, AutowireCapableBeanFactory beans) {
    PrivateStorage.prepare(database.determineUrl());
    HikariDataSource requests = pool(REQUESTS, database, settings);
    HikariDataSource others = pool("worker", database, settings);
    if (settings.getProperty("normlab.api.enabled", Boolean.class, true)) {
      others.setMaximumPoolSize(
          Math.clamp(others.getMaximumPoolSize() / 2, FEWEST, MOST_BESIDE_REQUESTS));
    }
    // They are no beans, so that health asks the one database, but are finished like beans.
    return new PooledByThread(
        (DataSource) beans.initializeBean(requests, "requestPool"),
        (DataSource) beans.initializeBean(others, "workerPool"),
        requests,
        others);
  }

  /** Spring Boot measures pools that are beans. */
  @Bean
  static MeterBinder poolMeters(DataSource database) throws SQLException {
    PooledByThread pools = database.unwrap(PooledByThread.class);
    return pools::measure;
  }

  private static HikariDataSource pool(
      String name, DataSourceProperties database, Environment settings) {
    HikariDataSource pool =
        database.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    pool.setPoolName(name);
    Binder.get(settings).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
    return pool;
  }
}
