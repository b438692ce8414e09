package tv.natomultimedia.media.file.s3;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tv.natomultimedia.media.file.FileKeys;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.StoredFile;

/**
 * Files as objects below {@code files/} of a bucket. What is withheld lies below {@code withheld/},
 * so that no address that is already out leads to it.
 */
@ApplicationScoped
@Identifier("s3")
class S3MediaFiles implements MediaFiles {

    private static final String FILES = "files/";
    private static final String WITHHELD = "withheld/";
    private static final int NOT_FOUND = 404;
    private static final int BEYOND_THE_END = 416;

    private final S3Client client;
    private final S3Presigner presigner;
    private final Multipart multipart;
    private final String bucket;
    private final Duration linkLifetime;

    @Inject
    S3MediaFiles(S3Settings settings) {
        this(settings, Multipart.LARGEST_COPY);
    }

    S3MediaFiles(S3Settings settings, long largestCopy) {
        S3Connection connection = new S3Connection(settings);
        this.client = connection.client();
        this.presigner = connection.presigner();
        this.bucket = connection.bucket();
        this.multipart = new Multipart(client, bucket, largestCopy);
        this.linkLifetime = settings.linkLifetime();
    }

    @PreDestroy
    void close() {
        client.close();
        presigner.close();
    }

    @Override
    public StoredFile put(String key, InputStream content) {
        String object = object(key);
        MessageDigest digest = sha256();
        InputStream measured = new DigestInputStream(content, digest);
        return reached(
                () -> {
                    long size = store(object, measured);
                    return new StoredFile(key, size, HexFormat.of().formatHex(digest.digest()));
                });
    }

    private long store(String object, InputStream content) throws IOException {
        byte[] beginning = content.readNBytes(Multipart.PART);
        if (beginning.length < Multipart.PART) {
            client.putObject(
                    request -> request.bucket(bucket).key(object),
                    RequestBody.fromBytes(beginning));
            return beginning.length;
        }
        return multipart.store(object, beginning, content);
    }

    @Override
    public long compose(String key, List<Part> parts) {
        String object = object(key);
        long expected = parts.stream().mapToLong(Part::sizeBytes).sum();
        List<String> objects = parts.stream().map(part -> object(part.key())).toList();
        return reached(
                () -> {
                    long size;
                    if (Multipart.joins(parts)) {
                        multipart.join(object, objects);
                        size = size(key).orElse(0);
                    } else {
                        size = put(key, joined(parts)).sizeBytes();
                    }
                    if (size != expected) {
                        delete(key);
                        throw new IOException("the parts of a file are not as long as they were");
                    }
                    return size;
                });
    }

    /** One after the other, each opened when its turn comes. */
    private InputStream joined(List<Part> parts) {
        Iterator<InputStream> streams =
                parts.stream()
                        .map(
                                part ->
                                        open(part.key(), 0)
                                                .orElseThrow(S3MediaFiles::thereIsNoSuchFile))
                        .iterator();
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return streams.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return streams.next();
                    }
                });
    }

    @Override
    public OptionalLong size(String key) {
        return sizeOf(object(key));
    }

    private OptionalLong sizeOf(String object) {
        return found(() -> client.headObject(r -> r.bucket(bucket).key(object)).contentLength())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public Optional<InputStream> open(String key, long offset) {
        String object = object(key);
        return found(
                () -> {
                    try {
                        return client.getObject(
                                request -> {
                                    request.bucket(bucket).key(object);
                                    if (offset > 0) {
                                        request.range("bytes=" + offset + "-");
                                    }
                                });
                    } catch (S3Exception refusal) {
                        if (refusal.statusCode() == BEYOND_THE_END) {
                            return InputStream.nullInputStream();
                        }
                        throw refusal;
                    }
                });
    }

    @Override
    public Optional<Path> path(String key) {
        FileKeys.checked(key);
        return Optional.empty();
    }

    @Override
    public Optional<URI> presigned(String key, Presented as) {
        GetObjectRequest request =
                GetObjectRequest.builder()
                        .bucket(bucket)
                        .key(object(key))
                        .responseContentType(as.mediaType())
                        .responseContentDisposition(as.disposition())
                        .build();
        return Optional.of(
                URI.create(
                        presigner
                                .presignGetObject(
                                        presigning ->
                                                presigning
                                                        .signatureDuration(linkLifetime)
                                                        .getObjectRequest(request))
                                .url()
                                .toString()));
    }

    @Override
    public void delete(String key) {
        remove(object(key));
    }

    @Override
    public void withhold(String key) {
        String object = object(key);
        OptionalLong size = sizeOf(object);
        if (size.isPresent()) {
            reached(
                    () -> {
                        multipart.copy(object, WITHHELD + key, size.getAsLong());
                        return null;
                    });
            remove(object);
        }
    }

    private void remove(String object) {
        reached(() -> client.deleteObject(request -> request.bucket(bucket).key(object)));
    }

    @Override
    public Stream<Listed> list(String prefix) {
        String beginning = object(prefix) + "/";
        return reached(
                () ->
                        client
                                .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(beginning))
                                .contents()
                                .stream()
                                .map(
                                        found ->
                                                new Listed(
                                                        found.key().substring(FILES.length()),
                                                        found.size(),
                                                        found.lastModified())));
    }

    @Override
    public void removeUnfinished(Instant begunBefore) {
        reached(
                () -> {
                    for (MultipartUpload begun :
                            client.listMultipartUploadsPaginator(r -> r.bucket(bucket)).uploads()) {
                        if (begun.initiated().isBefore(begunBefore)) {
                            multipart.abandon(begun.key(), begun.uploadId());
                        }
                    }
                    return null;
                });
    }

    private static String object(String key) {
        return FILES + FileKeys.checked(key);
    }

    /** What asks the server or moves bytes. */
    private interface Exchange<T> {
        T run() throws IOException;
    }

    private static <T> T reached(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (SdkException failure) {
            throw new UncheckedIOException(new IOException(failure));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> Optional<T> found(Supplier<T> request) {
        return reached(
                () -> {
                    try {
                        return Optional.of(request.get());
                    } catch (S3Exception refusal) {
                        if (refusal.statusCode() == NOT_FOUND) {
                            return Optional.empty();
                        }
                        throw refusal;
                    }
                });
    }

    private static UncheckedIOException thereIsNoSuchFile() {
        return new UncheckedIOException(new NoSuchFileException("a file of the store"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
