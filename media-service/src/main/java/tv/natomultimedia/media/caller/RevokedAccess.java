package tv.natomultimedia.media.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import tv.natomultimedia.media.revocation.Revocations;
import tv.natomultimedia.media.revocation.Revocations.Kind;

/** Tells whether what a caller once got has ended before its time. */
@ApplicationScoped
public class RevokedAccess {

    private final Revocations revocations;

    RevokedAccess(Revocations revocations) {
        this.revocations = revocations;
    }

    /** Whether a token, its key, its session, its account or its client has ended. */
    boolean holds(VerifiedToken token) {
        return revocations.reach(Kind.KEY, token.keyId(), token.issuedAt())
                || revocations.reach(Kind.TOKEN, token.id(), token.issuedAt())
                || (token.caller() instanceof Caller.Person person
                        && revocations.reach(Kind.SESSION, person.sessionId(), token.issuedAt()))
                || holds(token.caller().principal(), token.issuedAt());
    }

    /**
     * Whether the account or the client has ended since. Sessions come and go: what was got in one
     * outlives it.
     *
     * @param principal as of {@link Caller#principal}
     * @param authorisedAt when the token was issued with which it was got
     */
    public boolean holds(String principal, Instant authorisedAt) {
        if (principal.startsWith(Caller.Person.PREFIX)) {
            return revocations.reach(
                    Kind.ACCOUNT, principal.substring(Caller.Person.PREFIX.length()), authorisedAt);
        }
        return principal.startsWith(Caller.Partner.PREFIX)
                && revocations.reach(
                        Kind.PARTNER,
                        principal.substring(Caller.Partner.PREFIX.length()),
                        authorisedAt);
    }
}
