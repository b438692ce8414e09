package tv.natomultimedia.account.code;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a flow shows: the same for addresses with and without an account. */
public record FlowState(
        UUID id,
        Status status,
        String codeFormat,
        Instant codeExpiresAt,
        long codeExpiresInSeconds,
        Instant resendAvailableAt,
        long resendAvailableInSeconds,
        int attemptsRemaining,
        Instant expiresAt) {

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

    /**
     * @param guessesLeft what is left of the budget of the flow's identity, if it counts for the
     *     flow's code
     */
    static FlowState of(CodeFlow flow, CodeRules rules, int guessesLeft, Instant now) {
        Instant resendAt = flow.codeSentAt().plus(rules.resendInterval());
        Status status =
                flow.isCompleted()
                        ? Status.COMPLETED
                        : flow.isExpired(now) ? Status.EXPIRED : Status.PENDING;
        return new FlowState(
                flow.id(),
                status,
                flow.codeFormat().wireName(),
                flow.codeExpiresAt(),
                secondsUntil(flow.codeExpiresAt(), now),
                resendAt,
                secondsUntil(resendAt, now),
                Math.clamp(rules.attempts() - flow.attemptsUsed(), 0, guessesLeft),
                flow.expiresAt());
    }

    /** The members of a flow, for problems about it. */
    Map<String, Object> members(CodeFlow.Kind kind) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                switch (kind) {
                    case REGISTRATION -> "registrationId";
                    case PASSWORD_RESET -> "passwordResetId";
                    case EMAIL_CHANGE -> "emailChangeId";
                },
                id.toString());
        members.put("flowStatus", status.wireName());
        members.put("codeFormat", codeFormat);
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
