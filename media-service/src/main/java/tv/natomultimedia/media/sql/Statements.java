package tv.natomultimedia.media.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.JDBCException;
import org.postgresql.PGStatement;

/**
 * Statements that are sent together and answered together: one journey to the database and back,
 * where each by itself would have one. PostgreSQL's driver takes them as one text.
 */
public final class Statements {

    /** Statements that take longer are given up rather than left to pile up. */
    private static final int TIMEOUT_SECONDS = 5;

    /**
     * What a statement will have found when all have run.
     *
     * @param <R> what its rows are collected to
     */
    public static final class Found<R> {

        private R result;

        private Found() {}

        /** The result; those who read a later statement's rows may ask already. */
        public R get() {
            if (result == null) {
                throw new IllegalStateException("the statement has not run");
            }
            return result;
        }
    }

    private record Part<T, R>(
            Statement statement,
            Statement.Reader<T> reader,
            Collector<? super T, ?, R> collector,
            Found<R> found) {

        void read(ResultSet rows) throws SQLException {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            found.result = all.stream().collect(collector);
        }
    }

    private final List<Part<?, ?>> parts = new ArrayList<>();

    /** Another statement, whose rows are read when those of the ones before have been. */
    public <T, R> Found<R> add(
            Statement statement, Statement.Reader<T> reader, Collector<? super T, ?, R> collector) {
        Found<R> found = new Found<>();
        parts.add(new Part<>(statement, reader, collector, found));
        return found;
    }

    /** Runs them all, in their order. */
    public void run(DataSource database) {
        String text =
                parts.stream()
                        .map(part -> part.statement().text())
                        .collect(Collectors.joining(";"));
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(text)) {
            prepared.setQueryTimeout(TIMEOUT_SECONDS);
            if (parts.stream().anyMatch(part -> part.statement().isPlannedAnew())) {
                // A statement without a name is kept by nobody, nor is its plan.
                prepared.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            int places = 0;
            for (Part<?, ?> part : parts) {
                places = part.statement().set(prepared, places);
            }
            prepared.execute();
            for (Part<?, ?> part : parts) {
                part.read(prepared.getResultSet());
                prepared.getMoreResults();
            }
        } catch (SQLException failure) {
            throw new JDBCException("statements failed", failure);
        }
    }
}
