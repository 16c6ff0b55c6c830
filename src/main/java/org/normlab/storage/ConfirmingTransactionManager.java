package org.normlab.storage;

import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs the transactions of JPA and of JDBC alike, and tells a commit that failed from everything
 * that fails before one, since Spring throws the same exceptions for both.
 */
public final class ConfirmingTransactionManager extends JpaTransactionManager {
  public ConfirmingTransactionManager(EntityManagerFactory entities, DataSource database) {
    super(entities);
    setDataSource(database);
    afterPropertiesSet();
    if (getJpaDialect() instanceof HibernateJpaDialect dialect) {
      // A duplicate key is the same exception, whether Hibernate met it or JDBC.
      dialect.setJdbcExceptionTranslator(new SQLExceptionSubclassTranslator());
    }
  }

  /** Writes what entities have changed, which is no part of the commit and may fail by itself. */
  @Override
  protected void prepareForCommit(DefaultTransactionStatus status) {
    if (!status.isNewTransaction()) {
      return;
    }
    EntityManagerHolder held =
        (EntityManagerHolder)
            TransactionSynchronizationManager.getResource(
                Objects.requireNonNull(getEntityManagerFactory()));
    try {
      Objects.requireNonNull(held).getEntityManager().flush();
    } catch (RuntimeException e) {
      throw DataAccessUtils.translateIfNecessary(e, getJpaDialect());
    }
  }

  /** Hibernate rolls back what could not be committed, before it gives the connection back. */
  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    try {
      super.doCommit(status);
    } catch (RuntimeException e) {
      throw new UnconfirmedCommit(e);
    }
  }
}
