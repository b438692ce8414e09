import java.util.random.RandomGenerator;

/** A made-up language: the n-th word of it, and texts in which low numbers are common (Zipf). */
final class Words {

    /** As many as an English dictionary of names and nouns. */
    static final int NUMBER = 40_000;

    private static final String[] COMMON = {
        "exercise", "minister", "statement", "ship", "aircraft", "soldier", "training", "conference",
        "secretary", "general", "allied", "force", "maritime", "support", "visit", "ceremony",
        "border", "rescue", "patrol", "mission"
    };
    private static final String[] SYLLABLES = {
        "ka", "ro", "mi", "ten", "sol", "ver", "dan", "lu", "gre", "por", "hel", "sin", "ba", "ori",
        "ne", "vak", "tal", "um", "fer", "dis", "cor", "ja", "lin", "mon", "pra", "que", "rus", "ste"
    };

    private Words() {}

    static String word(int number) {
        if (number < COMMON.length) {
            return COMMON[number];
        }
        StringBuilder word = new StringBuilder();
        // Every number has its own digits in this base, so every word is another.
        for (int rest = number; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.append("en").toString();
    }

    /** A word as it comes in a text: the first is every fifteenth word, most are rare. */
    static int number(RandomGenerator random) {
        return (int) (Math.exp(random.nextDouble() * Math.log(NUMBER + 1)) - 1);
    }

    static String text(RandomGenerator random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(word(number(random)));
        }
        text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        return text.toString();
    }
}
