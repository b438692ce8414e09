package tv.natomultimedia.media.file.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The client of the SDK as the settings want it. Nothing is sent while it is made. */
final class S3Connection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final S3Settings settings;

    S3Connection(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * The bucket.
     *
     * @throws IllegalStateException when none is named
     */
    String bucket() {
        return settings.bucket()
                .filter(name -> !name.isBlank())
                .orElseThrow(
                        () -> new IllegalStateException("files.adapter=s3 needs files.s3.bucket"));
    }

    S3Client client() {
        var builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(credentials())
                        .serviceConfiguration(style())
                        // Servers other than Amazon's do not all know its newer checksums; every
                        // file is hashed here anyway.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .maxConnections(settings.connections())
                                        .connectionTimeout(CONNECT_TIMEOUT)
                                        .socketTimeout(SILENCE));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    S3Presigner presigner() {
        var builder =
                S3Presigner.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(credentials())
                        .serviceConfiguration(style());
        Optional<URI> seenFromOutside = settings.publicEndpoint().or(settings::endpoint);
        seenFromOutside.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private S3Configuration style() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(settings.pathStyle())
                .chunkedEncodingEnabled(false)
                .build();
    }

    private AwsCredentialsProvider credentials() {
        if (settings.accessKey().isPresent() && settings.secretKey().isPresent()) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                            settings.accessKey().get(), settings.secretKey().get()));
        }
        return DefaultCredentialsProvider.builder().build();
    }
}
