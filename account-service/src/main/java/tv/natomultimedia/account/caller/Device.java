package tv.natomultimedia.account.caller;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ua_parser.Parser;

/**
 * Browser and operating system of a {@code User-Agent} field, as coarsely as people recognise them.
 * Only names that are listed here come out: the parser repeats parts of what was sent, and what a
 * stranger sent is not written into mails.
 */
final class Device {

    /** Longer fields are cut: the parser tries hundreds of patterns on them. */
    private static final int LONGEST = 512;

    private static final int REMEMBERED = 1_000;

    private static final Map<String, String> BROWSERS =
            Map.ofEntries(
                    Map.entry("Chrome", "Chrome"),
                    Map.entry("Chrome Mobile", "Chrome"),
                    Map.entry("Chrome Mobile iOS", "Chrome"),
                    Map.entry("Chrome Mobile WebView", "Chrome"),
                    Map.entry("HeadlessChrome", "Chrome"),
                    Map.entry("Chromium", "Chromium"),
                    Map.entry("Firefox", "Firefox"),
                    Map.entry("Firefox Mobile", "Firefox"),
                    Map.entry("Firefox iOS", "Firefox"),
                    Map.entry("Safari", "Safari"),
                    Map.entry("Mobile Safari", "Safari"),
                    Map.entry("Mobile Safari UI/WKWebView", "Safari"),
                    Map.entry("Edge", "Edge"),
                    Map.entry("Edge Mobile", "Edge"),
                    Map.entry("Opera", "Opera"),
                    Map.entry("Opera Mobile", "Opera"),
                    Map.entry("Opera Touch", "Opera"),
                    Map.entry("Samsung Internet", "Samsung Internet"),
                    Map.entry("Vivaldi", "Vivaldi"),
                    Map.entry("Brave", "Brave"),
                    Map.entry("DuckDuckGo Mobile", "DuckDuckGo"),
                    Map.entry("IE", "Internet Explorer"),
                    Map.entry("curl", "curl"),
                    Map.entry("Python Requests", "Python"),
                    Map.entry("okhttp", "OkHttp"),
                    Map.entry("PostmanRuntime", "Postman"));

    private static final Map<String, String> SYSTEMS =
            Stream.concat(
                            Stream.of(
                                    Map.entry("Windows", "Windows"),
                                    Map.entry("Mac OS X", "macOS"),
                                    Map.entry("iOS", "iOS"),
                                    Map.entry("Android", "Android"),
                                    Map.entry("Chrome OS", "ChromeOS")),
                            Stream.of("Linux", "Ubuntu", "Debian", "Fedora", "Red Hat", "SUSE")
                                    .map(name -> Map.entry(name, "Linux")))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Parser PARSER = new Parser();

    /** Fields that came lately and what they mean; empty for nothing known. */
    private static final Map<String, String> LATELY =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    private Device() {}

    /**
     * Such as {@code Firefox on Windows}, at most 40 characters.
     *
     * @param userAgent the field, or null
     * @return null when nothing is known of it
     */
    static String of(String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return null;
        }
        String bounded = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        String known = LATELY.get(bounded);
        if (known == null) {
            known = parsed(bounded);
            LATELY.put(bounded, known);
        }
        return known.isEmpty() ? null : known;
    }

    private static String parsed(String userAgent) {
        String browser = BROWSERS.get(PARSER.parseUserAgent(userAgent).family);
        String system = SYSTEMS.get(PARSER.parseOS(userAgent).family);
        return Stream.of(browser, system)
                .filter(name -> name != null)
                .collect(Collectors.joining(" on "));
    }
}
