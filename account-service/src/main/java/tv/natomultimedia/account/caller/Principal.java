package tv.natomultimedia.account.caller;

import java.util.Set;
import java.util.UUID;

/** Whom an access token speaks for. */
sealed interface Principal {

    /** Nobody: no token was sent. */
    record Anonymous() implements Principal {}

    /**
     * A person in a live session.
     *
     * @param roles those that the token names and the account still has
     */
    record OfPerson(Person person, Set<String> scopes, Set<String> roles) implements Principal {}

    /** A built-in service, by its client id. */
    record OfService(String client, Set<String> scopes) implements Principal {}

    /** Reads an id from a claim; null when it is none. */
    static UUID id(Object claim) {
        try {
            return claim instanceof String text ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
