package org.normlab.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what fails outside of all handlers as problem+json too, in place of Spring Boot's own
 * JSON and HTML: TRACE, bodies that are no HTTP, and what the server itself refuses.
 */
@Controller
@WhereApiIsServed
class RequestErrors implements ErrorController {
  private final Endpoints endpoints;

  RequestErrors(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @RequestMapping("${server.error.path:${error.path:/error}}")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer known ? HttpStatus.resolve(known) : null;
    if (status == null) {
      status = HttpStatus.NOT_FOUND; // asked for by its own address
    }
    if (status == HttpStatus.METHOD_NOT_ALLOWED) {
      // The server would name what the servlet could do, not what the address has.
      String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
      Set<String> methods = endpoints.methods(path);
      response.setHeader(
          "Allow", methods.isEmpty() ? "GET, HEAD, OPTIONS" : String.join(", ", methods));
    }
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(status));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "there is nothing at this address";
      case METHOD_NOT_ALLOWED -> "this address does not have this method; Allow says which it has";
      default -> ProblemValve.detail(status.value());
    };
  }
}
