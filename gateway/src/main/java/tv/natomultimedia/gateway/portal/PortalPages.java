package tv.natomultimedia.gateway.portal;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import tv.natomultimedia.gateway.document.PublicDocument;
import tv.natomultimedia.gateway.exchange.Asset;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.exchange.ExchangeSettings;
import tv.natomultimedia.gateway.exchange.Page;
import tv.natomultimedia.gateway.exchange.Pages;
import tv.natomultimedia.gateway.exchange.Surface;
import tv.natomultimedia.gateway.health.SuiteHealth;
import tv.natomultimedia.gateway.problem.ProblemType;

/**
 * {@code /} and {@code /portal/*}. The pages hold no data: what they show comes from the API by
 * script, and a GET of a page changes nothing.
 */
@Singleton
class PortalPages implements Pages {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SYNC_SCRIPT = "sync.py";
    private static final String KEPT_AN_HOUR = "public, max-age=3600";

    private final SuiteHealth suite;
    private final PublicDocument document;
    private final String publicUrl;
    private final String mailbox;
    private final String policy;
    private final String syncScript = resource(SYNC_SCRIPT).text();

    PortalPages(
            SuiteHealth suite,
            PublicDocument document,
            ExchangeSettings settings,
            PortalSettings portal) {
        this.suite = suite;
        this.document = document;
        this.publicUrl = settings.publicUrl().toString();
        this.mailbox = portal.url().map(URI::toString).orElse(null);
        this.policy =
                ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
                                + " %1$s; media-src 'self' %1$s; connect-src 'self'; form-action"
                                + " 'self'; base-uri 'none'; frame-ancestors 'none'")
                        .formatted(publicUrl);
    }

    @Override
    public List<Page> pages() {
        return List.of(
                new Page("/", Surface.PAGE, this::home),
                page("/portal/register", Templates.register()),
                page("/portal/login", Templates.login()),
                page("/portal/verify", Templates.verify()),
                page("/portal/reset", Templates.reset()),
                page("/portal/preferences", Templates.preferences()),
                page("/portal/preferences/{token}", Templates.preferences()),
                page("/portal/media/{slug}", Templates.media()),
                file("portal.css"),
                file("portal.js"),
                file("flows.js"),
                file("media.js"),
                file("preferences.js"),
                file(SYNC_SCRIPT));
    }

    private void home(Exchange exchange) {
        suite.services()
                .map(
                        services ->
                                Templates.home(
                                                publicUrl,
                                                mailbox,
                                                services,
                                                syncScript,
                                                document.problemTypes())
                                        .render())
                .onSuccess(
                        html -> {
                            exchange.response()
                                    .putHeader("Content-Security-Policy", policy)
                                    .putHeader("Cache-Control", "no-cache");
                            exchange.answer(200, HTML, Buffer.buffer(html));
                        })
                .onFailure(failure -> exchange.refuse(ProblemType.INTERNAL_ERROR));
    }

    private Page page(String template, TemplateInstance html) {
        Buffer rendered = Buffer.buffer(html.render());
        return new Page(
                template,
                Surface.SECRET_PAGE,
                exchange -> {
                    exchange.response().putHeader("Content-Security-Policy", policy);
                    exchange.answer(200, HTML, rendered);
                });
    }

    private static Page file(String name) {
        Asset asset = resource(name);
        return new Page(
                "/portal/assets/" + name,
                Surface.PAGE,
                exchange -> asset.answer(exchange, KEPT_AN_HOUR));
    }

    private static Asset resource(String name) {
        return Asset.ofResource("portal/" + name);
    }
}
