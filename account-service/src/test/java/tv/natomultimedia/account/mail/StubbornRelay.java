package tv.natomultimedia.account.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP relay that takes mails, but for some recipients falls silent with the line open. */
final class StubbornRelay implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final List<String> held = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final String stubbornWith;

    StubbornRelay(int port, String stubbornWith) throws IOException {
        this.stubbornWith = stubbornWith;
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Recipients whose mails are held up now. */
    List<String> held() {
        return held;
    }

    /** Recipients whose mails were taken. */
    List<String> taken() {
        return taken;
    }

    private void answer() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                lines.add(line);
                Thread.ofVirtual().start(() -> converse(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket line) {
        String recipient = "";
        try (line;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        line.getInputStream(), StandardCharsets.UTF_8))) {
            say(line, "220 stubborn.example");
            boolean data = false;
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                if (data) {
                    data = !said.equals(".");
                    if (!data) {
                        taken.add(recipient);
                        say(line, "250 taken");
                    }
                } else if (said.startsWith("RCPT")) {
                    recipient = said.substring(said.indexOf('<') + 1, said.indexOf('>'));
                    if (recipient.contains(stubbornWith)) {
                        held.add(recipient);
                    } else {
                        say(line, "250 known");
                    }
                } else if (said.equals("DATA")) {
                    data = true;
                    say(line, "354 go on");
                } else {
                    say(line, "250 fine");
                }
            }
        } catch (IOException gone) {
            // The client has given up, or the test is over.
        } finally {
            held.remove(recipient);
            lines.remove(line);
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
        for (Socket line : lines) {
            line.close();
        }
    }
}
