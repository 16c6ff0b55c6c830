package org.normlab.storage;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageLayout.class)
class StorageConfiguration {
  @Bean
  static Build build(ObjectProvider<BuildProperties> properties) {
    return Build.of(properties.getIfAvailable());
  }

  /** Replaces Spring Boot's transaction manager, with the same customizers. */
  @Bean
  static ConfirmingTransactionManager transactionManager(
      EntityManagerFactory entities,
      DataSource database,
      ObjectProvider<TransactionManagerCustomizers> customizers) {
    ConfirmingTransactionManager transactions =
        new ConfirmingTransactionManager(entities, database);
    customizers.ifAvailable(all -> all.customize(transactions));
    return transactions;
  }

  @Bean
  static HibernatePropertiesCustomizer hibernateSettings() {
    return settings -> settings.putAll(HibernateSettings.ALL);
  }

  /**
   * Bounds every pool's connections, before the first is opened and before others wrap the pool.
   */
  @Bean
  static BeanPostProcessor silentConnectionsEnd() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && PostgresConnections.areOf(pool)) {
          PostgresConnections.bound(pool);
        }
        return bean;
      }
    };
  }

  @Bean
  static FlywayMigrationStrategy schemaMigration(
      @Value("${normlab.database-wait:PT60S}") Duration longest) {
    return new SchemaMigration(new DatabaseWait(longest));
  }

  /** Returns what a user says about Flyway's connection goes before. */
  @Bean
  static FlywayConfigurationCustomizer migrationsMayTakeLonger() {
    return flyway -> {
      HikariDataSource pool = PooledByThread.poolOf(flyway.getDataSource());
      if (pool != null && PostgresConnections.areOf(pool)) {
        PostgresConnections.useForMigrations(pool, flyway);
      }
    };
  }
}
