package tv.natomultimedia.newsletter.address;

/**
 * RFC 3492, encoding only: the JDK's own IDN maps "ß" to "ss", which is another domain since IDNA
 * 2008.
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    /**
     * The label as it stands in the DNS: unchanged when it is ASCII, else with the prefix {@code
     * xn--}.
     */
    static String ofLabel(String label) {
        int[] input = label.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        label.codePoints().filter(point -> point < INITIAL_N).forEach(output::appendCodePoint);
        int basic = output.length();
        if (basic == input.length) {
            return label;
        }
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        int handled = basic;
        while (handled < input.length) {
            int next = nextAbove(input, n);
            delta = Math.addExact(delta, Math.multiplyExact(next - n, handled + 1));
            n = next;
            for (int point : input) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    appendVariableLength(output, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return "xn--" + output;
    }

    private static int nextAbove(int[] input, int n) {
        int next = Integer.MAX_VALUE;
        for (int point : input) {
            if (point >= n && point < next) {
                next = point;
            }
        }
        return next;
    }

    private static void appendVariableLength(StringBuilder output, int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.clamp((long) k - bias, T_MIN, T_MAX);
            if (q < threshold) {
                output.append(digit(q));
                return;
            }
            output.append(digit(threshold + (q - threshold) % (BASE - threshold)));
            q = (q - threshold) / (BASE - threshold);
        }
    }

    private static int adapted(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }
}
