package tv.natomultimedia.gateway.routing;

import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.exchange.ExchangeSettings;
import tv.natomultimedia.gateway.exchange.Surface;

/** The fields that every answer carries, whoever made it, set just before its head is written. */
@Singleton
class AnswerHeaders {

    private static final String A_YEAR = "max-age=31536000; includeSubDomains";
    private static final String NOTHING_EMBEDDED = "default-src 'none'; frame-ancestors 'none'";

    /** Of media-service, which marks its own answers. */
    private static final String TUS_VERSION = "1.0.0";

    /** IMF-fixdate of RFC 9110, 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Cors cors;
    private final boolean overTls;

    AnswerHeaders(Clock clock, Cors cors, ExchangeSettings settings) {
        this.clock = clock;
        this.cors = cors;
        this.overTls = "https".equals(settings.publicUrl().getScheme());
    }

    void complete(Exchange exchange) {
        MultiMap headers = exchange.response().headers();
        Surface surface = exchange.surface();
        headers.remove("Server");
        headers.remove("X-Powered-By");
        if (!headers.contains("Date")) {
            headers.set("Date", HTTP_DATE.format(clock.instant()));
        }
        headers.set("X-Request-Id", exchange.requestId());
        secure(headers, surface);
        if (surface == Surface.SECRET_PAGE) {
            headers.set("Cache-Control", "no-store");
        }
        if (Route.isUpload(exchange.template())
                && !Cors.isPreflight(exchange.request())
                && !headers.contains("Tus-Resumable")) {
            // By it clients know that a refusal is meant for them and not of a proxy between.
            headers.set("Tus-Resumable", TUS_VERSION);
        }
        announce(headers, "RateLimit", exchange.rateLimit());
        announce(headers, "RateLimit-Policy", exchange.rateLimitPolicy());
        cors.apply(exchange, headers);
    }

    /** Tells browsers what must not be done with the answer. */
    private void secure(MultiMap headers, Surface surface) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set(
                "Referrer-Policy",
                surface.isSecret() ? "no-referrer" : "strict-origin-when-cross-origin");
        if (!headers.contains("Content-Security-Policy")) {
            // A video opened on its own is a page of the browser that loads the video as its media.
            boolean file = surface == Surface.PUBLIC_FILE || surface == Surface.SECRET_PATH;
            headers.set(
                    "Content-Security-Policy", file ? "frame-ancestors 'none'" : NOTHING_EMBEDDED);
        }
        if (surface == Surface.PUBLIC_FILE) {
            headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        } else {
            headers.set("Cross-Origin-Resource-Policy", "same-site");
        }
        if (overTls) {
            headers.set("Strict-Transport-Security", A_YEAR);
        }
    }

    /** A service may have limits of its own; the list of the gateway's comes first. */
    private static void announce(MultiMap headers, String name, String ours) {
        if (ours != null && !ours.isEmpty()) {
            String theirs = String.join(", ", headers.getAll(name));
            headers.set(name, theirs.isEmpty() ? ours : ours + ", " + theirs);
        }
    }
}
