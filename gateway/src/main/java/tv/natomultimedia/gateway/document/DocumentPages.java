package tv.natomultimedia.gateway.document;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import tv.natomultimedia.gateway.exchange.Asset;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.exchange.Page;
import tv.natomultimedia.gateway.exchange.Pages;
import tv.natomultimedia.gateway.exchange.Surface;

/** {@code /openapi.json}, {@code /openapi.yaml} and the reference UI at {@code /docs}. */
@Singleton
class DocumentPages implements Pages {

    /**
     * The UI sets style attributes while it draws; everything else comes from files of this origin.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String REVALIDATED = "no-cache";
    private static final String KEPT_A_DAY = "public, max-age=86400";

    private final PublicDocument document;

    DocumentPages(PublicDocument document) {
        this.document = document;
    }

    @Override
    public List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        pages.add(
                new Page(
                        "/openapi.json",
                        Surface.API,
                        exchange -> document.current().json().answer(exchange, REVALIDATED)));
        pages.add(
                new Page(
                        "/openapi.yaml",
                        Surface.API,
                        exchange -> document.current().yaml().answer(exchange, REVALIDATED)));
        Asset page = Asset.ofResource("docs/index.html");
        pages.add(new Page("/docs", Surface.PAGE, exchange -> show(exchange, page)));
        pages.add(file("docs.js", "docs/docs.js"));
        pages.add(file("docs.css", "docs/docs.css"));
        pages.add(file("swagger-ui.css", library("swagger-ui.css")));
        pages.add(file("swagger-ui-bundle.js", library("swagger-ui-bundle.js")));
        return pages;
    }

    private static void show(Exchange exchange, Asset page) {
        exchange.response().putHeader("Content-Security-Policy", POLICY);
        page.answer(exchange, REVALIDATED);
    }

    private static Page file(String name, String resource) {
        Asset asset = Asset.ofResource(resource);
        return new Page(
                "/docs/" + name, Surface.PAGE, exchange -> asset.answer(exchange, KEPT_A_DAY));
    }

    /** The library's files lie under its version, which its own properties tell. */
    private static String library(String name) {
        return "META-INF/resources/webjars/swagger-ui/" + libraryVersion() + "/" + name;
    }

    private static String libraryVersion() {
        Properties properties = new Properties();
        try (InputStream in =
                Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream(
                                "META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties.getProperty("version");
    }
}
