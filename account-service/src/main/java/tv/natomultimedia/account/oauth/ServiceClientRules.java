package tv.natomultimedia.account.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.List;

/** The built-in clients with which the services of this suite call one another. */
@ConfigMapping(prefix = "service-clients")
public interface ServiceClientRules {

    /** Client {@code gateway}. */
    ServiceClient gateway();

    /** Client {@code media-service}. */
    ServiceClient media();

    /** Client {@code newsletter-service}. */
    ServiceClient newsletter();

    /** One client. */
    interface ServiceClient {

        /** Base64 of 32 random bytes; the service has the same in its own configuration. */
        String secret();

        /** What it may ask for, each as {@code scope@audience}. */
        @WithName("scopes")
        List<String> grants();
    }
}
