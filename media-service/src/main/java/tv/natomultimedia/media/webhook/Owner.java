package tv.natomultimedia.media.webhook;

import java.time.Instant;

/**
 * Whose webhooks they are.
 *
 * @param principal the name under which callers own things
 * @param authorisedAt when the token was issued with which they ask
 * @param contact where a person is written to; null for partners
 */
record Owner(String principal, Instant authorisedAt, String contact) {

    /** Without the address: it would come into logs. */
    @Override
    public String toString() {
        return "Owner[" + principal + "]";
    }
}
