package tv.natomultimedia.account.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;

/**
 * Takes keys from one state to the next. Whoever changes something holds a lock that all replicas
 * share and looks again under it, so that of many who find a rotation due one does it.
 */
@ApplicationScoped
public class KeyRotation {

    private final SigningKeyRows rows;
    private final KeyPairs pairs;
    private final TokenRules rules;
    private final KeySchedule schedule;
    private final SecurityEvents events;
    private final Clock clock;

    KeyRotation(
            SigningKeyRows rows,
            KeyPairs pairs,
            TokenRules rules,
            SecurityEvents events,
            Clock clock) {
        this.rows = rows;
        this.pairs = pairs;
        this.rules = rules;
        this.schedule = KeySchedule.from(rules);
        this.events = events;
        this.clock = clock;
    }

    /** Every key that is kept, the newest last. */
    @Transactional
    public List<SigningKeyView> keys() {
        List<SigningKeyRow> all = rows.all();
        Instant rotation =
                of(all, SigningKeyRow::isCurrent)
                        .flatMap(
                                current ->
                                        of(all, SigningKeyRow::isNext)
                                                .map(next -> rotationAfter(current, next)))
                        .orElse(null);
        return all.stream().map(row -> SigningKeyView.from(row, rotation)).toList();
    }

    /**
     * Has the next key take over as soon as it has been published for long enough: at once if it
     * has. Works in the caller's transaction.
     *
     * @return whether it has taken over
     */
    public boolean rotate(UUID administrator, Origin origin) {
        List<SigningKeyRow> all = rows.allLocked();
        SigningKeyRow current = of(all, SigningKeyRow::isCurrent).orElseThrow();
        current.askForRotation(clock.instant());
        events.ofService(
                SecurityEventType.SIGNING_KEY_ROTATION_ASKED,
                administrator,
                origin,
                Map.of("current", current.id()));
        advance(all);
        return !current.isCurrent();
    }

    /**
     * Revokes every key there is, the next one too: whoever could read one could read them all.
     * Fresh ones replace them at once, unannounced. Works in the caller's transaction.
     *
     * @return the ids of the keys that verify nothing any more
     */
    public List<String> revokeAll(UUID administrator, Origin origin) {
        Instant now = clock.instant();
        List<SigningKeyRow> revoked =
                rows.allLocked().stream().filter(row -> !row.isRevoked()).toList();
        revoked.forEach(row -> row.revoke(schedule.overlap(), now));
        rows.flush();
        advance(rows.all());
        List<String> ids = revoked.stream().map(SigningKeyRow::id).toList();
        events.ofService(
                SecurityEventType.SIGNING_KEYS_REVOKED,
                administrator,
                origin,
                Map.of("revoked", String.join(" ", ids)));
        return ids;
    }

    /** Encrypts what was encrypted under an earlier key-encryption key under the present one. */
    @Transactional
    void reseal() {
        rows.allLocked().forEach(pairs::reseal);
    }

    /** Does what is due; costs one query when nothing is. */
    @Transactional
    void advance() {
        if (isDue(rows.all())) {
            advance(rows.allLocked());
        }
    }

    private boolean isDue(List<SigningKeyRow> all) {
        Instant now = clock.instant();
        Optional<SigningKeyRow> current = of(all, SigningKeyRow::isCurrent);
        Optional<SigningKeyRow> next = of(all, SigningKeyRow::isNext);
        return current.isEmpty()
                || next.isEmpty()
                || !rotationAfter(current.get(), next.get()).isAfter(now)
                || all.stream().anyMatch(row -> row.isOver(now));
    }

    private void advance(List<SigningKeyRow> all) {
        Instant now = clock.instant();
        all.stream().filter(row -> row.isOver(now)).forEach(rows::delete);
        Optional<SigningKeyRow> current = of(all, SigningKeyRow::isCurrent);
        if (current.isEmpty()) {
            SigningKeyRow first = pairs.generate(rules.algorithm(), now);
            first.activate(now);
            rows.persist(first);
        }
        Optional<SigningKeyRow> next = of(all, SigningKeyRow::isNext);
        if (next.isEmpty()) {
            rows.persist(pairs.generate(rules.algorithm(), now));
        } else if (current.isPresent() && !rotationAfter(current.get(), next.get()).isAfter(now)) {
            takeOver(current.get(), next.get(), now);
        }
    }

    private void takeOver(SigningKeyRow current, SigningKeyRow next, Instant now) {
        if (next.algorithm() == rules.algorithm()) {
            current.retire(schedule.overlap(), now);
            // There is never more than one of each, not even between two statements.
            rows.flush();
            next.activate(now);
            events.ofService(
                    SecurityEventType.SIGNING_KEY_ROTATED,
                    null,
                    Origin.NONE,
                    Map.of("from", current.id(), "to", next.id()));
        } else {
            // It was made before the configuration changed, and has never signed.
            rows.delete(next);
        }
        rows.flush();
        rows.persist(pairs.generate(rules.algorithm(), now));
    }

    private Instant rotationAfter(SigningKeyRow current, SigningKeyRow next) {
        return schedule.rotationAfter(current, next, rules.algorithm());
    }

    private static Optional<SigningKeyRow> of(
            List<SigningKeyRow> all, Predicate<SigningKeyRow> state) {
        return all.stream().filter(state).findFirst();
    }
}
