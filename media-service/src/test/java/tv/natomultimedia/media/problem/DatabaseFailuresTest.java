package tv.natomultimedia.media.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DatabaseFailuresTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);

    @Test
    void aDatabaseThatIsBusyOrAwayIsTemporary() {
        for (String state :
                List.of("08001", "08006", "40P01", "40001", "53300", "57014", "57P01")) {
            assertTrue(DatabaseFailures.isTemporary(new SQLException("x", state)), state);
        }
    }

    @Test
    void aPoolWhoseConnectionsAreAllInUseIsTemporary() throws SQLException {
        Stalled.CONNECTIONS.release();
        try (AgroalDataSource pool = pool();
                Connection taken = pool.getConnection()) {
            assertTemporary(assertThrows(SQLException.class, pool::getConnection));
        }
    }

    /** As when the processors are busy with the very requests that want connections. */
    @Test
    void aPoolWhoseNextConnectionTakesTooLongToOpenIsTemporary() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            assertTemporary(assertThrows(SQLException.class, pool::getConnection));
            Stalled.CONNECTIONS.release();
        }
    }

    @Test
    void aMistakeOfOursIsNot() {
        for (String state : List.of("42601", "23505", "22021")) {
            assertFalse(DatabaseFailures.isTemporary(new SQLException("x", state)), state);
        }
        assertFalse(DatabaseFailures.isTemporary(new SQLException()));
    }

    private static void assertTemporary(SQLException failure) {
        assertTrue(DatabaseFailures.isTemporary(failure), failure.getMessage());
    }

    private static AgroalDataSource pool() throws SQLException {
        AgroalDataSourceConfigurationSupplier settings =
                new AgroalDataSourceConfigurationSupplier();
        settings.connectionPoolConfiguration()
                .maxSize(1)
                .acquisitionTimeout(PATIENCE)
                .connectionFactoryConfiguration()
                .connectionProviderClass(Stalled.class);
        return AgroalDataSource.from(settings);
    }

    /**
     * A driver that opens no more connections than it is let, and makes everybody wait for them.
     */
    public static final class Stalled implements Driver {

        static final Semaphore CONNECTIONS = new Semaphore(0);

        @Override
        public Connection connect(String url, Properties properties) {
            CONNECTIONS.acquireUninterruptibly();
            return (Connection)
                    Proxy.newProxyInstance(
                            Stalled.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (proxy, method, arguments) -> nothing(method.getReturnType()));
        }

        private static Object nothing(Class<?> type) {
            return type == int.class ? (Object) 0 : type == boolean.class ? false : null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return true;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
