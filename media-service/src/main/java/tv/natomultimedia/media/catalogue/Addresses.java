package tv.natomultimedia.media.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The public addresses of what is in the catalogue, made from configuration alone. */
@ApplicationScoped
public class Addresses {

    private final String origin;
    private final String pages;

    Addresses(
            @ConfigProperty(name = "public-url") String publicUrl,
            @ConfigProperty(name = "frontend.media") String pages) {
        this.origin = withoutSlash(publicUrl);
        this.pages = withoutSlash(pages);
    }

    /** A path of this API as an absolute address. */
    public URI api(String path) {
        return URI.create(origin + path);
    }

    /** The item in this API, under the address that never changes. */
    public URI item(UUID id) {
        return api("/v1/media/" + id);
    }

    /** The item in this API, under its speaking address. */
    public URI item(String slug) {
        return api("/v1/media/" + slug);
    }

    /** The page on which people see the item. */
    public URI page(String slug) {
        return URI.create(pages + "/" + slug);
    }

    /** The file of an asset or a public rendition. */
    public URI file(UUID id, String filename) {
        String name = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        return api("/m/" + id + "/" + name);
    }

    /** A URI template (RFC 6570) of where download links of an item are made. */
    public String downloads(UUID id) {
        return item(id) + "/renditions/{renditionId}/downloads";
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
