package tv.natomultimedia.gateway.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What every room must know of where the gateway stands. */
@ConfigMapping(prefix = "")
public interface ExchangeSettings {

    /** The gateway's public origin; every URL in an answer starts with it. */
    @WithName("public-url")
    URI publicUrl();

    /**
     * Networks (CIDR) of the proxies before the gateway whose {@code X-Forwarded-*} fields are
     * believed. Naming a network that clients can send from lets them choose their own address.
     */
    @WithName("trusted-proxies")
    Optional<List<String>> trustedProxies();
}
