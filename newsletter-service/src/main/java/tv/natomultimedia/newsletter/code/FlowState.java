package tv.natomultimedia.newsletter.code;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a flow shows: the same for every address. */
public record FlowState(
        UUID id,
        Status status,
        Instant codeExpiresAt,
        long codeExpiresInSeconds,
        Instant resendAvailableAt,
        long resendAvailableInSeconds,
        int attemptsRemaining,
        Instant expiresAt) {

    /** The only form of codes so far. */
    public static final String CODE_FORMAT = "digits-6";

    /** Where a flow is. */
    public enum Status {
        PENDING,
        COMPLETED,
        EXPIRED;

        /** As it stands in answers. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FlowState of(CodeFlow flow, CodeRules rules, Instant now) {
        Instant resendAt = flow.codeSentAt().plus(rules.resendInterval());
        Status status =
                flow.isCompleted()
                        ? Status.COMPLETED
                        : flow.isExpired(now) ? Status.EXPIRED : Status.PENDING;
        return new FlowState(
                flow.id(),
                status,
                flow.codeExpiresAt(),
                secondsUntil(flow.codeExpiresAt(), now),
                resendAt,
                secondsUntil(resendAt, now),
                Math.max(0, rules.attempts() - flow.attemptsUsed()),
                flow.expiresAt());
    }

    /** The members of a flow, for problems about it. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("subscriptionId", id.toString());
        members.put("flowStatus", status.wireName());
        members.put("codeFormat", CODE_FORMAT);
        members.put("codeExpiresAt", codeExpiresAt.toString());
        members.put("codeExpiresInSeconds", codeExpiresInSeconds);
        members.put("resendAvailableAt", resendAvailableAt.toString());
        members.put("resendAvailableInSeconds", resendAvailableInSeconds);
        members.put("attemptsRemaining", attemptsRemaining);
        members.put("expiresAt", expiresAt.toString());
        return members;
    }

    private static long secondsUntil(Instant then, Instant now) {
        return Math.max(0, Duration.between(now, then).plusMillis(999).toSeconds());
    }
}
