package tv.natomultimedia.newsletter.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.hibernate.JDBCException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A database that is overloaded or away is 503 {@code service-unavailable}: the caller did nothing
 * wrong and may try again. Any other refusal of the database is our fault.
 */
class DatabaseFailures {

    private static final int RETRY_AFTER_SECONDS = 2;

    /** The pool says so in a sentence of its own for each thing that it may have waited for. */
    private static final Pattern NONE_IN_TIME =
            Pattern.compile("acquisition timeout", Pattern.CASE_INSENSITIVE);

    @ServerExceptionMapper(value = JDBCException.class, priority = 1)
    Response answer(JDBCException failure, UriInfo uri) {
        HttpProblem problem =
                isTemporary(failure.getSQLException())
                        ? Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                                .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                                .build()
                        : Problems.of(ProblemType.INTERNAL_ERROR);
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }

    /** Connection lost (08), resources short (53), cancelled or shut down (57), or none got. */
    private static boolean isTemporary(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? NONE_IN_TIME.matcher(String.valueOf(failure.getMessage())).find()
                : state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
}
