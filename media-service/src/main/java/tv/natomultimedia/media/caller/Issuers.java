package tv.natomultimedia.media.caller;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tv.natomultimedia.media.caller.CallerSettings.Kind;
import tv.natomultimedia.media.caller.CallerSettings.TrustedIssuer;

/**
 * The issuers that are trusted, by what their tokens say in {@code iss}. The map is fixed by
 * configuration: a token of anybody else is refused without a look at the network. Made at start,
 * so that settings that contradict each other are noticed then.
 */
@Singleton
@Startup
class Issuers {

    private static final Pattern WITH_A_PUBLIC_KEY = Pattern.compile("(RS|PS|ES)(256|384|512)");

    private final Map<String, Issuer> byIdentifier = new HashMap<>();
    private final Map<Kind, String> nameByKind = new EnumMap<>(Kind.class);

    Issuers(CallerSettings settings, Clock clock) {
        settings.issuers()
                .forEach(
                        (name, trust) ->
                                trust.issuer()
                                        .ifPresent(
                                                identifier -> {
                                                    check(name, trust);
                                                    add(identifier, trust, settings, clock);
                                                }));
    }

    /** The issuer with this identifier, letter by letter. */
    Optional<Issuer> find(String identifier) {
        return Optional.ofNullable(byIdentifier.get(identifier));
    }

    private void add(String identifier, TrustedIssuer trust, CallerSettings settings, Clock clock) {
        Issuer before =
                byIdentifier.put(identifier, new Issuer(identifier, trust, settings, clock));
        if (before != null) {
            throw new IllegalStateException(
                    "caller.issuers: two of them have the issuer " + identifier);
        }
    }

    private void check(String name, TrustedIssuer trust) {
        String setting = "caller.issuers." + name;
        if (trust.jwksUrl().isEmpty()) {
            throw new IllegalStateException(setting + ".jwks-url is missing");
        }
        for (String algorithm : trust.algorithms()) {
            if (!WITH_A_PUBLIC_KEY.matcher(algorithm).matches()) {
                throw new IllegalStateException(
                        setting + ".algorithms: " + algorithm + " is not verified by a public key");
            }
        }
        for (Kind kind : trust.kinds()) {
            String other = nameByKind.put(kind, name);
            if (other != null) {
                throw new IllegalStateException(
                        "%s.kinds: %s is among the kinds of caller.issuers.%s already"
                                .formatted(setting, kind, other));
            }
        }
    }
}
