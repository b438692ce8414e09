package tv.natomultimedia.media.caller;

import java.util.Set;
import java.util.UUID;

/** Who makes a request, as the access token says; nothing that is printed is secret or personal. */
public sealed interface Caller {

    /** What the token allows. */
    Set<String> scopes();

    /** Under what name the caller owns things: the same for every token of the same caller. */
    String principal();

    /** Nobody has said who is calling. */
    record Anonymous() implements Caller {

        @Override
        public Set<String> scopes() {
            return Set.of();
        }

        @Override
        public String principal() {
            return "anonymous";
        }
    }

    /**
     * Somebody with an account.
     *
     * @param emailVerified whether the address of the account has been confirmed
     * @param groups such as {@code editor}
     * @param locale BCP 47; null when the token names none
     * @param email where the person is written to; null when the token does not say
     */
    record Person(
            UUID accountId,
            String sessionId,
            boolean emailVerified,
            Set<String> groups,
            Set<String> scopes,
            String locale,
            String email)
            implements Caller {

        static final String PREFIX = "person:";
        private static final String ADMINISTRATORS = "admin";
        private static final Set<String> EDITORIAL = Set.of("editor", ADMINISTRATORS);

        /** Without the address: it would come into logs. */
        @Override
        public String toString() {
            return principal();
        }

        /** Whether the person makes the catalogue. */
        public boolean isEditor() {
            return groups.stream().anyMatch(EDITORIAL::contains);
        }

        /** Whether the person sets the rules of the portal. */
        public boolean isAdministrator() {
            return groups.contains(ADMINISTRATORS);
        }

        @Override
        public String principal() {
            return PREFIX + accountId;
        }
    }

    /** A newsroom's system. */
    record Partner(String clientId, Set<String> scopes) implements Caller {

        static final String PREFIX = "partner:";

        @Override
        public String principal() {
            return PREFIX + clientId;
        }
    }

    /** Another service of the suite. */
    record Service(String name, Set<String> scopes) implements Caller {

        @Override
        public String principal() {
            return "service:" + name;
        }
    }
}
