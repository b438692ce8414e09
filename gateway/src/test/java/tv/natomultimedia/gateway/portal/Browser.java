package tv.natomultimedia.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, driven over its DevTools protocol. */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();

    private Browser(String executable) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("browser");
        process =
                new ProcessBuilder(
                                executable,
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-dev-shm-usage",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(pageSocket()), new Listener())
                        .join();
        command("Page.enable", Map.of());
        command("Runtime.enable", Map.of());
        command("Log.enable", Map.of());
        command("Network.enable", Map.of());
    }

    /** A browser, if one is installed. */
    public static Optional<Browser> start() throws IOException, InterruptedException {
        for (String name : NAMES) {
            for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
                Path executable = Path.of(folder, name);
                if (Files.isExecutable(executable)) {
                    return Optional.of(new Browser(executable.toString()));
                }
            }
        }
        return Optional.empty();
    }

    public void open(String url) {
        complaints.clear();
        requested.clear();
        command("Page.navigate", Map.of("url", url));
    }

    /** Waits until an expression is true in the page. */
    public void waitFor(String expression) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("Boolean(" + expression + ")").asBoolean(false)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "never true: "
                                + expression
                                + " in "
                                + evaluate("document.body.innerText").asText()
                                + complaints);
            }
            pause();
        }
    }

    public JsonNode evaluate(String expression) {
        return command(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true))
                .at("/result/value");
    }

    String text() {
        return evaluate("document.body.innerText").asText();
    }

    /** Fills in a field as typing does. */
    void type(String selector, String value) {
        evaluate("document.querySelector('%s').focus()".formatted(selector));
        command("Input.insertText", Map.of("text", value));
    }

    /** Presses a key as a person does. */
    void press(String key, int code) {
        Map<String, Object> down =
                Map.of(
                        "type", "keyDown",
                        "key", key,
                        "code", key,
                        "windowsVirtualKeyCode", code,
                        "text", key.equals("Enter") ? "\r" : "");
        command("Input.dispatchKeyEvent", down);
        command(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    void pressEnter() {
        press("Enter", 13);
    }

    void click(String selector) {
        evaluate("document.querySelector('%s').click()".formatted(selector));
    }

    /** Errors on the console since the last page was opened, policy violations among them. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every URL that was requested since the last page was opened. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    private JsonNode command(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().path("result");
    }

    private String pageSocket() throws IOException, InterruptedException {
        Path portFile = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
            if (Files.exists(portFile) && !Files.readAllLines(portFile).isEmpty()) {
                String port = Files.readAllLines(portFile).getFirst();
                String pages =
                        http.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(
                                                                "http://127.0.0.1:"
                                                                        + port
                                                                        + "/json/list"))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body();
                for (JsonNode page : JSON.readTree(pages)) {
                    if (page.path("type").asText().equals("page")) {
                        return page.path("webSocketDebuggerUrl").asText();
                    }
                }
            }
            pause();
        }
        throw new IOException("the browser did not open its debugging port");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().orTimeout(5, TimeUnit.SECONDS).join());
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                try {
                    receive(JSON.readTree(partial.toString()));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void receive(JsonNode message) {
            CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt(-1));
            if (waiting != null) {
                waiting.complete(message);
            }
            switch (message.path("method").asText()) {
                case "Log.entryAdded" -> {
                    JsonNode entry = message.at("/params/entry");
                    if (entry.path("level").asText().equals("error")) {
                        complaints.add(
                                entry.path("text").asText() + " " + entry.path("url").asText());
                    }
                }
                case "Runtime.exceptionThrown" ->
                        complaints.add(message.at("/params/exceptionDetails").toString());
                case "Network.requestWillBeSent" ->
                        requested.add(message.at("/params/request/url").asText());
                default -> {}
            }
        }
    }
}
