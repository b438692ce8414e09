package tv.natomultimedia.media.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The {@code Link} field to the next page of a list (RFC 8288). */
@ApplicationScoped
public class NextPage {

    private final String origin;

    NextPage(@ConfigProperty(name = "public-url") String publicUrl) {
        this.origin =
                publicUrl.endsWith("/")
                        ? publicUrl.substring(0, publicUrl.length() - 1)
                        : publicUrl;
    }

    /** The answer with a link to the same list from the cursor on; as it is when that is null. */
    public Response linked(Response answer, UriInfo uri, String nextCursor) {
        if (nextCursor == null) {
            return answer;
        }
        String address = address(uri, uri.getQueryParameters(), nextCursor);
        return Response.fromResponse(answer)
                .header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"")
                .build();
    }

    /**
     * The public address of a page of the list that was asked for.
     *
     * @param parameters of the list; a cursor among them is left out
     * @param cursor null for the first page
     */
    public String address(UriInfo uri, MultivaluedMap<String, String> parameters, String cursor) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        new TreeMap<>(parameters)
                .forEach(
                        (name, values) -> {
                            if (!name.equals("cursor")) {
                                values.forEach(
                                        value -> query.add(encoded(name) + "=" + encoded(value)));
                            }
                        });
        if (cursor != null) {
            query.add("cursor=" + encoded(cursor));
        }
        return origin + uri.getRequestUri().getRawPath() + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
