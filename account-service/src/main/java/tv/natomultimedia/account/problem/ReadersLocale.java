package tv.natomultimedia.account.problem;

import io.vertx.ext.web.RoutingContext;

/**
 * The language that whoever reads the answer has chosen in their account; where problems can be
 * written in it, it wins over {@code Accept-Language}.
 */
public final class ReadersLocale {

    private static final String KEY = ReadersLocale.class.getName();

    private ReadersLocale() {}

    /**
     * Notes it for a request.
     *
     * @param locale BCP 47; null when none was chosen
     */
    public static void note(RoutingContext request, String locale) {
        if (request != null && locale != null) {
            request.put(KEY, locale);
        }
    }

    /** BCP 47; null when none was chosen, or nobody knows who reads. */
    static String of(RoutingContext request) {
        return request == null ? null : request.get(KEY);
    }
}
