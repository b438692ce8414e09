package tv.natomultimedia.media.file.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import tv.natomultimedia.media.file.MediaFiles;

/** Objects that are made of parts: an object appears when all of them are there, or not at all. */
final class Multipart {

    /** How much is held in memory of what is stored; S3 wants at least 5 MiB. */
    static final int PART = 8 * 1024 * 1024;

    /** Larger objects are copied in pieces of this size, each in a time that a request may take. */
    static final long LARGEST_COPY = 512L * 1024 * 1024;

    private static final long SMALLEST_PART = 5L * 1024 * 1024;
    private static final int MOST_PARTS = 10_000;
    private static final Logger LOG = Logger.getLogger(Multipart.class);

    private final S3Client client;
    private final String bucket;
    private final long largestCopy;

    Multipart(S3Client client, String bucket, long largestCopy) {
        this.client = client;
        this.bucket = bucket;
        this.largestCopy = largestCopy;
    }

    /** Stores what was read already and the rest of the stream; says how much it was. */
    long store(String object, byte[] beginning, InputStream rest) throws IOException {
        long[] size = {0};
        make(
                object,
                (upload, done) -> {
                    byte[] part = beginning;
                    while (part.length > 0) {
                        done.add(upload(object, upload, done.size() + 1, part));
                        size[0] += part.length;
                        part = rest.readNBytes(PART);
                    }
                });
        return size[0];
    }

    /** Whether the server itself can put these together. */
    static boolean joins(List<MediaFiles.Part> parts) {
        return !parts.isEmpty()
                && parts.size() <= MOST_PARTS
                && parts.subList(0, parts.size() - 1).stream()
                        .allMatch(part -> part.sizeBytes() >= SMALLEST_PART);
    }

    /** Puts objects together without their bytes coming here. */
    void join(String object, List<String> parts) throws IOException {
        make(
                object,
                (upload, done) -> {
                    for (String part : parts) {
                        done.add(copied(part, null, object, upload, done.size() + 1));
                    }
                });
    }

    /** Copies an object without its bytes coming here. */
    void copy(String from, String to, long size) throws IOException {
        if (size <= largestCopy) {
            client.copyObject(
                    request ->
                            request.sourceBucket(bucket)
                                    .sourceKey(from)
                                    .destinationBucket(bucket)
                                    .destinationKey(to));
            return;
        }
        make(
                to,
                (upload, done) -> {
                    for (long start = 0; start < size; start += largestCopy) {
                        long last = Math.min(size, start + largestCopy) - 1;
                        String range = "bytes=" + start + "-" + last;
                        done.add(copied(from, range, to, upload, done.size() + 1));
                    }
                });
    }

    /** Gives up an object that was begun. */
    void abandon(String object, String upload) {
        client.abortMultipartUpload(request -> request.bucket(bucket).key(object).uploadId(upload));
    }

    /** What adds the parts. */
    private interface Parts {
        void addTo(String upload, List<CompletedPart> done) throws IOException;
    }

    private void make(String object, Parts parts) throws IOException {
        String upload =
                client.createMultipartUpload(request -> request.bucket(bucket).key(object))
                        .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> done = new ArrayList<>();
            parts.addTo(upload, done);
            client.completeMultipartUpload(
                    request ->
                            request.bucket(bucket)
                                    .key(object)
                                    .uploadId(upload)
                                    .multipartUpload(made -> made.parts(done)));
            complete = true;
        } finally {
            if (!complete) {
                abandonQuietly(object, upload);
            }
        }
    }

    /** The failure that led here is the one to tell of; what remains is cleaned up in time. */
    private void abandonQuietly(String object, String upload) {
        try {
            abandon(object, upload);
        } catch (SdkException failure) {
            LOG.warnf(failure, "A transfer to the file store could not be given up");
        }
    }

    private CompletedPart upload(String object, String upload, int number, byte[] part) {
        String etag =
                client.uploadPart(
                                request ->
                                        request.bucket(bucket)
                                                .key(object)
                                                .uploadId(upload)
                                                .partNumber(number),
                                RequestBody.fromBytes(part))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private CompletedPart copied(String from, String range, String to, String upload, int number) {
        String etag =
                client.uploadPartCopy(
                                request ->
                                        request.sourceBucket(bucket)
                                                .sourceKey(from)
                                                .copySourceRange(range)
                                                .destinationBucket(bucket)
                                                .destinationKey(to)
                                                .uploadId(upload)
                                                .partNumber(number))
                        .copyPartResult()
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }
}
