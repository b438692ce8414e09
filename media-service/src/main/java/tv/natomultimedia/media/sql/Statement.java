package tv.natomultimedia.media.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** SQL that is put together from fixed texts, with everything that callers gave as parameters. */
public final class Statement {

    /** Reads one row. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A value for {@code = ANY (?)} and the like. */
    private record Values(String type, Object[] elements) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private boolean plannedAnew;

    public Statement() {}

    public Statement(String sql, Object... values) {
        add(sql, values);
    }

    /** Adds SQL with the values of its question marks. */
    public Statement add(String sql, Object... values) {
        text.append(sql).append('\n');
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** The values of further question marks. */
    public Statement with(Object... values) {
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** Adds the SQL and the values of another. */
    public Statement add(Statement other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    /**
     * Has it planned for its values each time that it runs: the best plan of a search depends on
     * what is searched for. Others have one plan for all values as soon as that looks as good,
     * which saves more time than running them takes.
     */
    public Statement plannedAnew() {
        plannedAnew = true;
        return this;
    }

    /** An array as one parameter. */
    public static Object values(String type, Object... elements) {
        return new Values(type, elements);
    }

    /** Runs it by itself. */
    public <T> List<T> list(DataSource database, Reader<T> reader) {
        Statements alone = new Statements();
        Statements.Found<List<T>> found = alone.add(this, reader, Collectors.toList());
        alone.run(database);
        return found.get();
    }

    /** Whether there is a value in it that was given from outside. */
    public boolean hasValues() {
        return !parameters.isEmpty();
    }

    boolean isPlannedAnew() {
        return plannedAnew;
    }

    String text() {
        return text.toString();
    }

    /**
     * Gives the values to a statement of which this is a part.
     *
     * @param before how many places the parts before it have
     * @return how many places there are up to its end
     */
    int set(PreparedStatement prepared, int before) throws SQLException {
        int place = before;
        for (Object value : parameters) {
            place++;
            prepared.setObject(
                    place,
                    value instanceof Values(String type, Object[] elements)
                            ? prepared.getConnection().createArrayOf(type, elements)
                            : value);
        }
        return place;
    }
}
