package tv.natomultimedia.gateway.upstream;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The three services. */
@Singleton
public class Upstreams {

    private final Upstream account;
    private final Upstream media;
    private final Upstream newsletter;

    Upstreams(Config config, UpstreamSettings settings) {
        account = read("account", config, settings);
        media = read("media", config, settings);
        newsletter = read("newsletter", config, settings);
    }

    /** Accounts, sessions, tokens. */
    public Upstream account() {
        return account;
    }

    /** The catalogue and its files. */
    public Upstream media() {
        return media;
    }

    /** Subscriptions and issues. */
    public Upstream newsletter() {
        return newsletter;
    }

    /** All of them, in the order in which they are shown. */
    public List<Upstream> all() {
        return List.of(account, media, newsletter);
    }

    private static Upstream read(String name, Config config, UpstreamSettings settings) {
        Optional<UpstreamSettings.Deviation> only = Optional.ofNullable(settings.only().get(name));
        Duration connect =
                only.flatMap(UpstreamSettings.Deviation::connectTimeout)
                        .orElse(settings.connectTimeout());
        Duration response =
                only.flatMap(UpstreamSettings.Deviation::responseTimeout)
                        .orElse(settings.responseTimeout());
        return new Upstream(
                name,
                config.getValue(name + ".url", URI.class),
                config.getValue(name + ".management-url", URI.class),
                connect,
                response,
                new Breaker(
                        settings.breaker().failures(),
                        settings.breaker().open(),
                        System::nanoTime));
    }
}
