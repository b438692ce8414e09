package tv.natomultimedia.gateway.routing;

import java.util.List;
import tv.natomultimedia.gateway.exchange.Surface;
import tv.natomultimedia.gateway.upstream.Upstream;

/**
 * A resource and the service that answers for it.
 *
 * @param template the path, a segment in braces standing for any one; it holds for everything below
 * @param upstream the service
 * @param surface how browsers must treat its answers
 * @param segments the parts of the template
 */
record Route(String template, Upstream upstream, Surface surface, List<String> segments) {

    private static final String UPLOADS = "/v1/uploads";
    private static final String BELOW = "/*";

    Route(String template, Upstream upstream, Surface surface) {
        this(template, upstream, surface, List.of(template.substring(1).split("/")));
    }

    boolean holds(List<String> path) {
        if (path.size() < segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            boolean any = segments.get(i).startsWith("{") && !path.get(i).isEmpty();
            if (!any && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What logs and metrics say of a path below this route: never its own words. */
    String templateOf(List<String> path) {
        return path.size() == segments.size() ? template : template + BELOW;
    }

    boolean isUpload() {
        return isUpload(template);
    }

    /** Whether what was matched, itself or something below it, is where files are uploaded to. */
    static boolean isUpload(String matched) {
        return matched.equals(UPLOADS) || matched.equals(UPLOADS + BELOW);
    }

    boolean isLongPoll() {
        return template.equals("/v1/changes");
    }

    /** Whether what is answered here may cease to be the client's while it is under way. */
    boolean isDelivery() {
        return template.equals("/d/{token}");
    }

    /** Whether passwords, codes and addresses are tried here. */
    boolean takesCredentials() {
        return switch (template) {
            case "/v1/registrations", "/v1/sessions", "/v1/password-resets" -> true;
            default -> false;
        };
    }
}
