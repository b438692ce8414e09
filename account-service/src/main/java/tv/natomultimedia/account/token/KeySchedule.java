package tv.natomultimedia.account.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * When keys change, worked out from the configuration so that no verifier meets a token whose key
 * it cannot know yet or knows no more.
 *
 * @param signing how long a key signs
 * @param publication how long a key is published before it signs: a cache may have filled just
 *     before it appeared, a verifier may have asked that cache at its last moment, and a replica
 *     may have been as late as allowed to publish it
 * @param overlap how long a key stays published when it signs no more: a replica may have signed
 *     with it as late as allowed, and that token lives its whole life
 */
record KeySchedule(Duration signing, Duration publication, Duration overlap) {

    static KeySchedule from(TokenRules rules) {
        Duration longestLife =
                Collections.max(
                        List.of(
                                rules.lifetime(),
                                rules.serviceLifetime(),
                                rules.partnerLifetime()));
        return new KeySchedule(
                rules.rotation(),
                rules.keySetMaxAge().plus(rules.verifierRefresh()).plus(rules.keyCheck()),
                longestLife.plus(rules.keyCheck()).plus(rules.keyMargin()));
    }

    /** When the next key takes over from the current one, both as they are now. */
    Instant rotationAfter(SigningKeyRow current, SigningKeyRow next, TokenRules.Algorithm wanted) {
        Instant earliest = next.createdAt().plus(publication);
        Instant planned = current.activatedAt().plus(signing);
        boolean soon = current.isRotationAsked() || current.algorithm() != wanted;
        return soon || planned.isBefore(earliest) ? earliest : planned;
    }
}
