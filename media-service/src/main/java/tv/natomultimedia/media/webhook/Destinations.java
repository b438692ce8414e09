package tv.natomultimedia.media.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where may be called: only what anybody could call, so that nobody reaches through this service
 * what they could not reach without it. A name is resolved once for each try and the address that
 * was looked at is the one that is called: a name that means another address a moment later changes
 * nothing. Of a name with several addresses all have to be allowed.
 */
@Singleton
class Destinations {

    private static final int LONGEST = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOOK_UPS = 8;

    private final boolean plainHttp;
    private final List<Networks> allowed;

    /**
     * Looking up a name blocks a thread for as long as somebody else's name server likes; these are
     * all that may be blocked so.
     */
    private final ExecutorService lookUps =
            Executors.newFixedThreadPool(
                    LOOK_UPS, Thread.ofPlatform().name("webhook-names-", 1).daemon().factory());

    Destinations(WebhookSettings settings) {
        this.plainHttp = settings.plainHttpAllowed();
        this.allowed =
                settings.allowedNetworks().orElse(List.of()).stream().map(Networks::parse).toList();
    }

    @PreDestroy
    void stop() {
        lookUps.shutdownNow();
    }

    /** What is wrong with an address, as the code of a violation; empty when it can be called. */
    Optional<String> fault(String url) {
        if (url.length() > LONGEST) {
            return Optional.of("too-long");
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
                return Optional.of("not-https");
            }
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535
                    || !uri.toASCIIString().equals(url)) {
                return Optional.of("not-a-url");
            }
            // Of names nothing is said here: it would tell what names mean in this network.
            return literal(uri.getHost())
                    .filter(address -> !isAllowed(address))
                    .map(address -> "address-not-allowed");
        } catch (URISyntaxException malformed) {
            return Optional.of("not-a-url");
        }
    }

    /** The address to call; empty when there is none, or one that may not be called. */
    Optional<InetAddress> resolve(String host) {
        Optional<InetAddress> literal = literal(host);
        List<InetAddress> addresses = literal.isPresent() ? List.of(literal.get()) : lookUp(host);
        return addresses.stream().allMatch(this::isAllowed)
                ? addresses.stream().findFirst()
                : Optional.empty();
    }

    private boolean isAllowed(InetAddress address) {
        return Networks.isPublic(address)
                || allowed.stream().anyMatch(block -> block.holds(address));
    }

    private List<InetAddress> lookUp(String host) {
        Future<InetAddress[]> answer = lookUps.submit(() -> InetAddress.getAllByName(host));
        try {
            return Arrays.asList(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return List.of();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownHostException) {
                return List.of();
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Only what is an address in the usual spelling; 0x7f.1 is a name, and resolved as one. */
    private static Optional<InetAddress> literal(String host) {
        String bare =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
