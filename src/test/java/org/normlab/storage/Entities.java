package org.normlab.storage;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.dao.support.PersistenceExceptionTranslationInterceptor;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypesScanner;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** The entities on a database without a Spring context. */
public final class Entities implements AutoCloseable {
  /** Whether Hibernate compares the entities with the tables first. */
  public enum Comparison {
    NEEDED,
    /** The tables are copies of others that were compared. */
    DONE
  }

  private static final PersistenceManagedTypes TYPES =
      new PersistenceManagedTypesScanner(new DefaultResourceLoader()).scan("org.normlab");

  private final EntityManagerFactory factory;
  private final EntityManager shared;
  private final TransactionTemplate transaction;
  private final JpaRepositoryFactory repositories;

  public Entities(DataSource database, Comparison comparison) {
    LocalContainerEntityManagerFactoryBean made = new LocalContainerEntityManagerFactoryBean();
    made.setDataSource(database);
    made.setManagedTypes(TYPES);
    made.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    Map<String, Object> settings = new HashMap<>(HibernateSettings.ALL);
    if (comparison == Comparison.NEEDED) {
      settings.put("hibernate.hbm2ddl.auto", "validate");
    }
    made.setJpaPropertyMap(settings);
    made.afterPropertiesSet();
    factory = Objects.requireNonNull(made.getObject());
    shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
    transaction = new TransactionTemplate(new ConfirmingTransactionManager(factory, database));
    repositories = new JpaRepositoryFactory(shared);
    repositories.addRepositoryProxyPostProcessor(
        (proxy, _) -> proxy.addAdvice(new PersistenceExceptionTranslationInterceptor(made)));
  }

  public EntityManager shared() {
    return shared;
  }

  public TransactionTemplate transaction() {
    return transaction;
  }

  @Override
  public void close() {
    factory.close();
  }

  /** Counts the statements that Hibernate prepares for some work. */
  public long statements(Runnable work) {
    Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    long before = statistics.getPrepareStatementCount();
    work.run();
    return statistics.getPrepareStatementCount() - before;
  }

  public <T> T repository(Class<T> type) {
    return repositories.getRepository(type);
  }
}
