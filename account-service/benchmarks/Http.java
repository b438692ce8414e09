import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kept HTTP/1.1 connection to a server on this machine. As thin as it can be: what it takes is
 * taken from the cores that are measured.
 */
final class Http implements Closeable {

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private final int port;
    private Socket socket;
    private InputStream in;

    Http(int port) {
        this.port = port;
    }

    /** What a server answered. */
    record Answer(int status, String body) {

        /** The text of a member of a JSON object, which has to be there. */
        String member(String name) {
            Matcher member = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
            if (!member.find()) {
                throw new IllegalStateException("no " + name + " in an answer " + status);
            }
            return member.group(1);
        }

        /** This answer, if it is what was expected. */
        Answer require(int expected) {
            if (status != expected) {
                throw new IllegalStateException("answered " + status + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path) throws IOException {
        return exchange("GET " + path, "", "");
    }

    /** From a client network of its own each time. */
    Answer post(String path, String json) throws IOException {
        return post(path, json, ThreadLocalRandom.current().nextInt(1 << 16));
    }

    /** From one of 65 536 client networks, as the gateway would tell it. */
    Answer post(String path, String json, int network) throws IOException {
        String from =
                "X-Forwarded-For: 10.%d.%d.7\r\n".formatted(network >> 8 & 255, network & 255);
        return exchange("POST " + path, from + "Content-Type: " + JSON + "\r\n", json);
    }

    Answer form(String path, String authorization, String form) throws IOException {
        return exchange(
                "POST " + path,
                "Authorization: " + authorization + "\r\nContent-Type: " + FORM + "\r\n",
                form);
    }

    /** Sends a request with further header fields, each with its end of line. */
    Answer exchange(String request, String fields, String body) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream());
        }
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                (request
                                + " HTTP/1.1\r\nHost: localhost:"
                                + port
                                + "\r\n"
                                + fields
                                + "Content-Length: "
                                + content.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = java.util.Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        socket.getOutputStream().write(whole);
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
            last |= lower.startsWith("connection:") && lower.endsWith("close");
        }
        byte[] body = chunked ? chunks() : in.readNBytes(length);
        if (last) {
            close();
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server hung up");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
