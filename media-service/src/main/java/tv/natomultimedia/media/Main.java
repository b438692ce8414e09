package tv.natomultimedia.media;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import sun.misc.Signal;
import tv.natomultimedia.media.startup.ProductionChecks;

/**
 * Starts the service: only when nothing dangerous is configured, and in the {@code local} profile
 * with a database of its own where none is given.
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
        Optional<String> refusal =
                new ProductionChecks(ConfigProvider.getConfig())
                        .refusal(ConfigUtils.isProfileActive("prod"));
        if (refusal.isPresent()) {
            System.err.println("media-service does not start: " + refusal.get());
            System.exit(1);
        }
        if (EmbeddedDatabase.isWanted()) {
            EmbeddedDatabase.start();
            endBeforeTheDatabase();
        }
        Quarkus.run(arguments);
    }

    /**
     * The embedded database ends with the virtual machine, so the service has to end before that.
     */
    private static void endBeforeTheDatabase() {
        for (String signal : List.of("INT", "TERM")) {
            Signal.handle(new Signal(signal), received -> Quarkus.asyncExit());
        }
    }
}
