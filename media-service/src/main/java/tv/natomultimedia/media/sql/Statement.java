package tv.natomultimedia.media.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.JDBCException;

/** SQL that is put together from fixed texts, with everything that callers gave as parameters. */
public final class Statement {

    /** Reads one row. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A value for {@code = ANY (?)} and the like. */
    private record Values(String type, Object[] elements) {}

    /** A statement that takes longer is given up rather than left to pile up. */
    private static final int TIMEOUT_SECONDS = 5;

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

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

    public Statement add(Statement other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    /** An array as one parameter. */
    public static Object values(String type, Object... elements) {
        return new Values(type, elements);
    }

    public <T> List<T> list(DataSource database, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(text.toString())) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int index = 0; index < parameters.size(); index++) {
                Object value = parameters.get(index);
                statement.setObject(
                        index + 1,
                        value instanceof Values(String type, Object[] elements)
                                ? connection.createArrayOf(type, elements)
                                : value);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException failure) {
            throw new JDBCException("a statement failed", failure);
        }
    }
}
