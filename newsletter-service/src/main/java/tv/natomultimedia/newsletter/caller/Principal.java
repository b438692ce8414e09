package tv.natomultimedia.newsletter.caller;

import java.util.Optional;
import java.util.Set;

/** Whom an access token speaks for. */
sealed interface Principal {

    /** Nobody: no token was sent. */
    record Anonymous() implements Principal {}

    /** A person in a session; empty while the address is not verified. */
    record OfPerson(Optional<Person> verified, Set<String> scopes) implements Principal {}

    /** A built-in service, by its client id. */
    record OfService(String client, Set<String> scopes) implements Principal {}
}
