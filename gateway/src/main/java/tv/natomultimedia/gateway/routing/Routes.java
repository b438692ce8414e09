package tv.natomultimedia.gateway.routing;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tv.natomultimedia.gateway.exchange.Surface;
import tv.natomultimedia.gateway.upstream.Upstream;
import tv.natomultimedia.gateway.upstream.Upstreams;

/** Which service answers for which resource. What is not listed is not reached. */
@Singleton
class Routes {

    private final List<Route> routes;

    Routes(Upstreams upstreams) {
        Upstream account = upstreams.account();
        Upstream media = upstreams.media();
        Upstream newsletter = upstreams.newsletter();
        routes =
                Stream.of(
                                secret("/d/{token}", media),
                                secret("/v1/newsletter/preferences/{token}", newsletter),
                                secret("/v1/newsletter/unsubscribe/{token}", newsletter),
                                Stream.of(new Route("/m", media, Surface.PUBLIC_FILE)),
                                api(
                                        account,
                                        "/v1/registrations",
                                        "/v1/sessions",
                                        "/v1/password-resets",
                                        "/v1/password-policy",
                                        "/v1/account",
                                        "/v1/accounts",
                                        "/v1/partners",
                                        "/v1/signing-keys",
                                        "/oauth2",
                                        "/.well-known/oauth-authorization-server"),
                                api(
                                        media,
                                        "/v1/media",
                                        "/v1/topics",
                                        "/v1/locations",
                                        "/v1/collections",
                                        "/v1/downloads",
                                        "/v1/usage-terms",
                                        "/v1/changes",
                                        "/v1/webhooks",
                                        "/v1/feeds",
                                        "/v1/uploads",
                                        "/d"),
                                api(newsletter, "/v1/newsletter"))
                        .flatMap(group -> group)
                        .toList();
    }

    Optional<Route> find(List<String> path) {
        return routes.stream().filter(route -> route.holds(path)).findFirst();
    }

    private static Stream<Route> secret(String template, Upstream upstream) {
        return Stream.of(new Route(template, upstream, Surface.SECRET_PATH));
    }

    private static Stream<Route> api(Upstream upstream, String... templates) {
        return Stream.of(templates).map(template -> new Route(template, upstream, Surface.API));
    }
}
