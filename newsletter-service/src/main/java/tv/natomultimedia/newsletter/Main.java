package tv.natomultimedia.newsletter;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;

/**
 * Starts the service, in the {@code local} profile with a database of its own where none is given.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    /**
     * Runs until the process is told to stop.
     *
     * @throws IOException when the embedded database cannot be started
     */
    public static void main(String... arguments) throws IOException {
        if (EmbeddedDatabase.isWanted()) {
            EmbeddedDatabase.start();
        }
        Quarkus.run(arguments);
    }
}
