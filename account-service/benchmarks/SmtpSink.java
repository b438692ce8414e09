import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay that takes every mail and keeps the code of its text part, by the flow that it names. */
final class SmtpSink implements Closeable {

    private static final Pattern FLOW = Pattern.compile("flow=([0-9a-f-]{36})");
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}([0-9A-Z-]{6,14})$");

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    SmtpSink() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Codes by flow. */
    Map<String, String> codes() {
        return codes;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                Thread.ofVirtual().start(() -> converse(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket line) {
        try (line;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        line.getInputStream(), StandardCharsets.UTF_8))) {
            line.setTcpNoDelay(true);
            say(line, "220 sink");
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                if (said.equals("DATA")) {
                    say(line, "354 go on");
                    keep(in);
                }
                say(line, said.equals("QUIT") ? "221 bye" : "250 fine");
            }
        } catch (IOException gone) {
            // The service has closed the connection, as it does after every mail.
        }
    }

    private void keep(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String said = in.readLine(); said != null && !said.equals("."); said = in.readLine()) {
            mail.append(said).append('\n');
        }
        Matcher flow = FLOW.matcher(mail);
        Matcher code = CODE.matcher(mail);
        if (flow.find() && code.find()) {
            codes.put(flow.group(1), code.group(1));
        }
    }

    private static void say(Socket line, String words) throws IOException {
        OutputStream out = line.getOutputStream();
        out.write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
