package tv.natomultimedia.media.file.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the server of the tests is reached. */
record TestSettings(String server, String identity, String credential) implements S3Settings {

    @Override
    public Optional<String> bucket() {
        return Optional.of(S3Server.BUCKET);
    }

    @Override
    public String region() {
        return "eu-west-1";
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(URI.create(server));
    }

    @Override
    public Optional<URI> publicEndpoint() {
        return Optional.empty();
    }

    @Override
    public boolean pathStyle() {
        return true;
    }

    @Override
    public Optional<String> accessKey() {
        return Optional.of(identity);
    }

    @Override
    public Optional<String> secretKey() {
        return Optional.of(credential);
    }

    @Override
    public Duration linkLifetime() {
        return Duration.ofSeconds(60);
    }

    @Override
    public int connections() {
        return 20;
    }
}
