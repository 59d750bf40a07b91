package io.sitewatch.batchview.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** Errors as JSON that says what to do; never a stack trace, never an SQL text. */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response badRequest(BadRequest wrong) {
        return answer(Response.Status.BAD_REQUEST, new Problem(wrong.getMessage(), wrong.field()));
    }

    @ServerExceptionMapper
    Response database(JdbiException failure) {
        String state = failure.getCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        LOG.errorf("the database refused a question (SQLSTATE %s): %s", state, failure.getMessage());
        String words =
                switch (state) {
                    case "42P01", "42883", "42703" ->
                        "the tables are not there yet: the stream job makes them when it "
                                + "starts for the first time";
                    case "42501" -> "role report may not read: the stream job grants it at its next start";
                    case "28P01", "28000" -> "the database refused the login of role report";
                    default ->
                        state.startsWith("08") || state.isEmpty()
                                ? "the database cannot be reached"
                                : "the database could not answer (SQLSTATE " + state + ")";
                };
        return answer(Response.Status.SERVICE_UNAVAILABLE, new Problem(words, null));
    }

    private static Response answer(Response.Status status, Problem problem) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(problem)
                .build();
    }

    /** What went wrong, and in which field when one is to blame. */
    record Problem(String error, String field) {}
}
