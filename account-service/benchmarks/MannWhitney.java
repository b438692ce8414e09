import java.util.Arrays;

/**
 * The Mann-Whitney U test of whether values of one kind tend to be larger than those of another,
 * two-sided, with mid-ranks for ties, the normal approximation with its correction for ties and for
 * continuity. Right for samples of more than about twenty.
 */
final class MannWhitney {

    private MannWhitney() {}

    /** The probability of a difference as large as this one between samples of the same kind. */
    static double p(double[] one, double[] other) {
        int all = one.length + other.length;
        double[] values = Arrays.copyOf(one, all);
        System.arraycopy(other, 0, values, one.length, other.length);
        Integer[] order = new Integer[all];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double ranksOfOne = 0;
        double ties = 0;
        for (int begin = 0, end; begin < all; begin = end) {
            end = begin;
            while (end < all && values[order[end]] == values[order[begin]]) {
                end++;
            }
            double rank = (begin + 1 + end) / 2.0;
            for (int i = begin; i < end; i++) {
                ranksOfOne += order[i] < one.length ? rank : 0;
            }
            double tied = end - begin;
            ties += tied * tied * tied - tied;
        }
        double product = (double) one.length * other.length;
        double u = ranksOfOne - one.length * (one.length + 1.0) / 2;
        double variance = product / 12 * (all + 1 - ties / (all * (all - 1.0)));
        double distance = Math.max(0, Math.abs(u - product / 2) - 0.5);
        return variance == 0 ? 1 : 2 * upperTail(distance / Math.sqrt(variance));
    }

    /** 1 - Φ(z) for z ≥ 0: Abramowitz and Stegun 26.2.17, to 7.5e-8. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }

    /**
     * Checks this against textbook values (SciPy's mannwhitneyu, method asymptotic, with continuity
     * correction).
     */
    static void check() {
        double[] lower = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] higher = {6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        require(p(lower, higher), 0.0051);
        require(p(lower, lower), 1);
        require(p(new double[] {1, 1, 2, 2, 3}, new double[] {2, 3, 3, 4, 4}), 0.0524);
    }

    private static void require(double p, double expected) {
        if (Math.abs(p - expected) > 0.0005) {
            throw new IllegalStateException("the test is wrong: " + p + ", not " + expected);
        }
    }
}
