package tv.natomultimedia.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes of the gateway's own that may be kept by clients, answered with an ETag for each content
 * coding.
 */
public final class Asset {

    private static final int TAG_OCTETS = 12;
    private static final int WORTH_COMPRESSING = 1024;

    private final String contentType;
    private final Buffer plain;
    private final Buffer compressed;
    private final String tag;

    private Asset(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.plain = Buffer.buffer(bytes);
        this.compressed =
                bytes.length < WORTH_COMPRESSING || contentType.startsWith("image/")
                        ? null
                        : Buffer.buffer(gzip(bytes));
        this.tag = tag(bytes);
    }

    /** An asset of these bytes. */
    public static Asset of(String contentType, byte[] bytes) {
        return new Asset(contentType, bytes);
    }

    /** A file of the class path; its name tells its media type. */
    public static Asset ofResource(String path) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + path);
            }
            return of(mediaType(path), in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The asset as text. */
    public String text() {
        return plain.toString();
    }

    /** Answers with the asset, or 304 to who has it. */
    public void answer(Exchange exchange, String cacheControl) {
        String coding = exchange.request().getHeader("Accept-Encoding");
        boolean gzip = compressed != null && acceptsGzip(coding);
        String etag = '"' + tag + (gzip ? "-gzip\"" : "\"");
        exchange.response()
                .putHeader("ETag", etag)
                .putHeader("Cache-Control", cacheControl)
                .putHeader("Vary", "Accept-Encoding");
        if (isKnown(exchange.request().getHeader("If-None-Match"), etag)) {
            exchange.answer(304);
            return;
        }
        if (gzip) {
            exchange.response().putHeader("Content-Encoding", "gzip");
        }
        exchange.answer(200, contentType, gzip ? compressed : plain);
    }

    private static boolean isKnown(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || Arrays.stream(ifNoneMatch.split(","))
                                .map(known -> known.strip().replaceFirst("^W/", ""))
                                .anyMatch(etag::equals));
    }

    private static boolean acceptsGzip(String codings) {
        if (codings == null) {
            return false;
        }
        for (String coding : codings.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.replace(" ", "").split(";");
            boolean refused = Arrays.stream(parts).anyMatch(part -> part.matches("q=0(\\.0*)?"));
            if (parts[0].equals("gzip") && !refused) {
                return true;
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_OCTETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String mediaType(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "html" -> "text/html; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "py" -> "text/x-python; charset=utf-8";
            default -> "application/octet-stream";
        };
    }
}
