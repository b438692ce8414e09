package tv.natomultimedia.account.partner;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Where the OAuth clients of partners live and prove who they are.
 *
 * <p>Every operation says what shall be and not what shall change: repeated, or carried out after
 * it was given up, it does no harm. One that returns has happened. One that throws {@link
 * Unavailable} may or may not have happened, now or within {@link #settlingTime}; whoever asked
 * repeats it. For one client the operations other than {@link #exchange} come one after the other.
 * None takes longer than half of {@code partners.lease}.
 */
public interface PartnerClients {

    /** What {@code partners.adapter} calls this, such as {@code embedded}. */
    String name();

    /**
     * How long a call that failed may still take effect: zero where a call ends with its answer.
     */
    Duration settlingTime();

    /**
     * Makes the client be as described, whether or not it was there. Its secrets stay; a new client
     * has none.
     *
     * @throws Unavailable when this could not be confirmed
     */
    void provision(Client client);

    /**
     * Lets the client prove itself by this secret too. The caller sees to it that there are never
     * more than two. With an id that is there already nothing changes.
     *
     * @param secret base64url of 256 random bits
     * @throws Unavailable when this could not be confirmed
     * @throws IllegalStateException when there is no such client
     */
    void addSecret(String clientId, UUID secretId, String secret);

    /**
     * Lets no client prove itself by this secret any more; nothing happens when there is no such
     * secret or client.
     *
     * @throws Unavailable when this could not be confirmed
     */
    void removeSecret(String clientId, UUID secretId);

    /**
     * Leaves nothing of the client; nothing happens when there is none.
     *
     * @throws Unavailable when this could not be confirmed
     */
    void delete(String clientId);

    /**
     * What becomes of a request of a client at an OAuth endpoint. Limits on guessing, suspension
     * and allowed networks are not looked at here.
     *
     * @throws Unavailable when the server that would know does not answer
     */
    Outcome exchange(Exchange exchange);

    /**
     * A confidential client for the grant {@code client_credentials} and no other.
     *
     * @param clientId unique for all time, of letters, digits and hyphens
     * @param name for people to recognise it by
     * @param scopes what it may ask for, and gets when it asks for nothing
     * @param enabled whether it can prove itself at all
     */
    record Client(String clientId, String name, Set<String> scopes, boolean enabled) {

        /** A copy that nobody changes. */
        public Client {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The OAuth endpoints at which clients prove who they are. */
    enum Endpoint {
        /** RFC 6749, section 3.2. */
        TOKEN,
        /** RFC 7009. */
        REVOCATION,
        /** RFC 7662. */
        INTROSPECTION
    }

    /**
     * A request at an OAuth endpoint, read and found well-formed.
     *
     * @param parameters the others of the form: at most {@code scope} for tokens, {@code token} and
     *     {@code token_type_hint} for the rest
     */
    record Exchange(
            Endpoint endpoint, String clientId, String secret, Map<String, String> parameters) {

        /** A copy that nobody changes. */
        public Exchange {
            parameters = Map.copyOf(parameters);
        }

        /** Tells no secret and no token, for it may be logged. */
        @Override
        public String toString() {
            return "Exchange[" + endpoint + ", " + clientId + "]";
        }
    }

    /** What becomes of an {@link Exchange}. */
    sealed interface Outcome {

        /**
         * The client has proved who it is; the account service does the rest.
         *
         * @param secretId the secret by which
         */
        record Authenticated(UUID secretId) implements Outcome {}

        /** There is no such client, it is not enabled, or the secret is none of its own. */
        record Refused() implements Outcome {}

        /**
         * Another server has ended a token of the client's, which is refused everywhere from now
         * on.
         *
         * @param tokenId its {@code jti}
         */
        record Ended(String tokenId) implements Outcome {}

        /**
         * Another server has answered in full. Of tokens of other clients its answer tells nothing.
         *
         * @param status of HTTP: 200, or 4xx for what RFC 6749, section 5.2 provides
         * @param json the body; empty when there is none
         */
        record Answered(int status, String json) implements Outcome {

            /** Tells no token, for it may be logged. */
            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }
    }

    /** Whether something happened is not known. */
    final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * A reason without secrets or addresses, for the log.
         *
         * @param cause null when there is none
         */
        public Unavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
