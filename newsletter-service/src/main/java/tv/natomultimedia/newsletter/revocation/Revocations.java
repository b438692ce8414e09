package tv.natomultimedia.newsletter.revocation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What ended before its time, as far as has been heard. Asked for every token, so that a question
 * costs one look into a map.
 */
@Singleton
public class Revocations {

    private static final Logger LOG = Logger.getLogger(Revocations.class);

    /** What can end. */
    public enum Kind {
        /** A session; with it every token that names it as {@code sid}. */
        SESSION,
        /** A person's account; with it what the person got before. */
        ACCOUNT,
        /** A partner's client; with it what the client got before. */
        PARTNER,
        /** One access token, by its {@code jti}. */
        TOKEN,
        /** A key, by its {@code kid}; with it every token that it signed. */
        KEY
    }

    private final Map<Kind, Known> known = new EnumMap<>(Kind.class);
    private final RevocationSettings settings;
    private final Clock clock;

    Revocations(RevocationSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            known.put(kind, new Known());
        }
    }

    /**
     * Whether what was issued to a subject at a time is worth nothing any more.
     *
     * @param subject null is nobody, who never ends
     * @param issuedAt of no account for sessions, tokens and keys, which do not begin again
     */
    public boolean reach(Kind kind, String subject, Instant issuedAt) {
        Instant notBefore = subject == null ? null : known.get(kind).notBefore.get(subject);
        return switch (kind) {
            case SESSION, TOKEN, KEY -> notBefore != null;
            case ACCOUNT, PARTNER -> notBefore != null && issuedAt.isBefore(notBefore);
        };
    }

    /** Called by one thread only. */
    void note(List<Revocation> entries) {
        entries.forEach(entry -> known.get(entry.kind()).add(entry));
        Instant oldest = clock.instant().minus(settings.retention());
        known.forEach(
                (kind, ofKind) -> {
                    if (ofKind.forget(oldest, settings.entries())) {
                        LOG.warnf(
                                "More than %d of kind %s have ended; the oldest are forgotten",
                                settings.entries(), kind);
                    }
                });
    }

    /** The entries of one kind, and in which order they came. */
    private static final class Known {

        private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
        private final Deque<Revocation> inOrder = new ArrayDeque<>();

        /** A subject may end again; the feed may be read again. */
        void add(Revocation entry) {
            Instant before = notBefore.get(entry.subject());
            if (before == null || before.isBefore(entry.notBefore())) {
                notBefore.put(entry.subject(), entry.notBefore());
                inOrder.addLast(entry);
            }
        }

        /** Whether there were too many. */
        boolean forget(Instant oldest, int most) {
            boolean tooMany = inOrder.size() > most;
            while (inOrder.size() > most
                    || (!inOrder.isEmpty() && inOrder.getFirst().notBefore().isBefore(oldest))) {
                Revocation first = inOrder.removeFirst();
                notBefore.remove(first.subject(), first.notBefore());
            }
            return tooMany;
        }
    }
}
