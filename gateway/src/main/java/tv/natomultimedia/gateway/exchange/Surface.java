package tv.natomultimedia.gateway.exchange;

/** What kind of address it is, as far as browsers must treat its answers differently. */
public enum Surface {
    /** JSON for programs. */
    API,
    /** A path that holds a secret: nothing of it may leave by a Referer. */
    SECRET_PATH,
    /** Posters, captions and previews that pages of any origin embed. */
    PUBLIC_FILE,
    /** A page of the gateway itself. */
    PAGE,
    /** A page of the gateway whose address holds a secret or whose forms take one. */
    SECRET_PAGE,
    /** Whether the suite works, for probes: never limited. */
    PROBE;

    /** Whether the address may not be told to other sites. */
    public boolean isSecret() {
        return this == SECRET_PATH || this == SECRET_PAGE;
    }
}
