package org.normlab.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * A database whose connection is lost at a chosen step of a request: at the opening of a
 * connection, at a statement or at a commit, which takes effect or does not.
 */
@Configuration(proxyBeanMethods = false)
class BreakingDatabase {
  /** What becomes of a commit whose connection is lost. */
  enum Commit {
    TAKES_EFFECT,
    IS_LOST
  }

  private static final Set<String> STEPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate");

  private static int left = Integer.MAX_VALUE;
  private static Commit commit = Commit.IS_LOST;
  private static boolean broken;

  /** Breaks at the step of this number, from 1, of the requests that follow. */
  static synchronized void breakAt(int step, Commit what) {
    left = step;
    commit = what;
    broken = false;
  }

  /** Works again; returns whether anything had broken. */
  static synchronized boolean repair() {
    left = Integer.MAX_VALUE;
    return broken;
  }

  private static synchronized boolean breaks() {
    if (RequestContextHolder.getRequestAttributes() == null || --left != 0) {
      return false;
    }
    broken = true;
    return true;
  }

  @Bean
  static BeanPostProcessor breaking() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Breaking(database) : bean;
      }
    };
  }

  private static final class Breaking extends DelegatingDataSource {
    Breaking(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (breaks()) {
        throw lost();
      }
      return new Link(super.getConnection()).connection();
    }
  }

  private static SQLException lost() {
    return new SQLException("the connection is lost", "08006");
  }

  /** One connection, which answers nothing more once it is lost. */
  private static final class Link {
    private final Connection real;
    private boolean lost;

    Link(Connection real) {
      this.real = real;
    }

    Connection connection() {
      return (Connection)
          Proxy.newProxyInstance(
              Link.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> onConnection(method, arguments));
    }

    private Object onConnection(Method method, Object[] arguments) throws Throwable {
      if (lost && !method.getName().equals("close") && !method.getName().startsWith("is")) {
        throw lost();
      }
      if (method.getName().equals("commit") && breaks()) {
        if (commit == Commit.TAKES_EFFECT) {
          real.commit();
        }
        lose();
      }
      Object result = call(real, method, arguments);
      return result instanceof Statement statement ? onStatement(statement) : result;
    }

    private Object onStatement(Statement statement) {
      return Proxy.newProxyInstance(
          Link.class.getClassLoader(),
          new Class<?>[] {PreparedStatement.class},
          (_, method, arguments) -> {
            if (STEPS.contains(method.getName()) && (lost || breaks())) {
              lose();
            }
            return call(statement, method, arguments);
          });
    }

    private void lose() throws SQLException {
      lost = true;
      real.rollback();
      throw lost();
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
