package org.normlab.web;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Serves a change of a test's own, made in one transaction, so that its failure is answered as that
 * of any other request.
 */
public final class ServedChange {
  private final TransactionTemplate transaction;
  private final EntityManager entities;
  private final Consumer<EntityManager> change;

  private ServedChange(ServedApi api, Consumer<EntityManager> change) {
    this.transaction = api.application.getBean(TransactionTemplate.class);
    this.entities = api.application.getBean(EntityManager.class);
    this.change = change;
  }

  /**
   * Serves a change once more.
   *
   * @param path of the POST request that makes it, below that of the API
   */
  public static void at(String path, ServedApi api, Consumer<EntityManager> change)
      throws NoSuchMethodException {
    api.application
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .registerMapping(
            RequestMappingInfo.paths("/api/v1" + path).methods(RequestMethod.POST).build(),
            new ServedChange(api, change),
            ServedChange.class.getDeclaredMethod("make"));
  }

  @ResponseBody
  public String make() {
    transaction.executeWithoutResult(_ -> change.accept(entities));
    return "changed";
  }
}
