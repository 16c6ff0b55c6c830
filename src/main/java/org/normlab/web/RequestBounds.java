package org.normlab.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.normlab.storage.RequestThread;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Reads the body of a request within its deadline, then runs the request in one of a bounded number
 * of threads. Health is not bounded: it answers in its connection's own virtual thread, whatever
 * other requests wait for.
 */
@Component
@WhereApiIsServed
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RequestBounds extends OncePerRequestFilter implements DisposableBean {
  private static final int THREADS = 200;
  private static final long PATIENCE_SECONDS = 10;

  private final RequestSettings settings;
  private final HandlerExceptionResolver refusals;
  private final Semaphore free = new Semaphore(THREADS, true);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("request-", 1).daemon().factory());

  RequestBounds(
      RequestSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
    this.settings = settings;
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (ReceivedBody body = ReceivedBody.read(request, settings.bodyTimeout())) {
      run(() -> chain.doFilter(body.of(request), response));
    } catch (Refusal refusal) {
      response.setHeader("Connection", "close");
      refusals.resolveException(request, response, null, refusal);
    }
  }

  private void run(RequestThread.Work<ServletException, IOException> work)
      throws ServletException, IOException {
    try {
      if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Refusal.busy("%d requests are being served; try again".formatted(THREADS));
      }
      try {
        await(
            threads.submit(
                () -> {
                  RequestThread.run(work);
                  return true;
                }));
      } finally {
        free.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the service is stopped");
    }
  }

  private static void await(Future<Boolean> request)
      throws ServletException, IOException, InterruptedException {
    try {
      request.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ServletException cause -> throw cause;
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new ServletException(e);
      }
    }
  }

  @Override
  public void destroy() {
    threads.shutdown();
    super.destroy();
  }
}
