package tv.natomultimedia.gateway.exchange;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Trace ids per W3C Trace Context. */
final class Trace {

    private static final Pattern VERSION_00 =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    static boolean isWellFormed(String traceparent) {
        return traceparent != null && VERSION_00.matcher(traceparent).matches();
    }

    /** A new trace, not sampled: nobody asked for it. */
    static String fresh() {
        return "00-" + hexadecimal() + hexadecimal() + "-" + hexadecimal() + "-00";
    }

    private static String hexadecimal() {
        long bits = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(bits == 0 ? 1 : bits);
    }
}
