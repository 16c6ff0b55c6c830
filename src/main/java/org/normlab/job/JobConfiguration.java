package org.normlab.job;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Home.class)
class JobConfiguration {
  /** Transactions here take milliseconds. */
  private static final String SILENCE = "set idle_in_transaction_session_timeout = '5s'";

  @Bean
  static Build build(ObjectProvider<BuildProperties> properties) {
    return Build.of(properties.getIfAvailable());
  }

  /** In place of Spring Boot's, with the same customizers. */
  @Bean
  static ConfirmingTransactionManager transactionManager(
      DataSource database, ObjectProvider<TransactionManagerCustomizers> customizers) {
    ConfirmingTransactionManager transactions = new ConfirmingTransactionManager(database);
    customizers.ifAvailable(all -> all.customize(transactions));
    return transactions;
  }

  /**
   * A worker that is stopped within a transaction, or whose machine dies, would hold its job's row
   * for as long as the connection lives; PostgreSQL ends such a transaction, so that another worker
   * can take over. H2 in a file has one process, which takes its locks along.
   */
  @Bean
  static BeanPostProcessor silentTransactionsEnd() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
            && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")
            && pool.getConnectionInitSql() == null) {
          pool.setConnectionInitSql(SILENCE);
        }
        return bean;
      }
    };
  }
}
