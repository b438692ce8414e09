package tv.natomultimedia.account.audit;

/**
 * Where something came from, as coarsely as it is shown to its owner.
 *
 * @param network the IPv4 /24 or IPv6 /56, such as {@code 203.0.113.0/24}; null when unknown
 * @param device browser and operating system, such as {@code Firefox on Windows}; null when unknown
 */
public record Origin(String network, String device) {

    /** Nobody's request: the service itself. */
    public static final Origin NONE = new Origin(null, null);
}
