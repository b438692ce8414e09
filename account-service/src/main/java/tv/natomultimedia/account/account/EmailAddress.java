package tv.natomultimedia.account.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An e-mail address (RFC 5321 dot-atoms, RFC 6531 beyond ASCII; no quoted local parts, no address
 * literals, no single-label domains).
 *
 * @param typed as its owner wrote it, and as mails go to it
 * @param canonical equal for what is the same mailbox in practice: NFC, domain lower-cased in its
 *     IDNA form, local part case-folded
 */
public record EmailAddress(String typed, String canonical) {

    /** RFC 5321: a path of 256 octets less its brackets. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sc}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern LABEL =
            Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");

    /** Reads an address; empty when it is none. */
    public static Optional<EmailAddress> parse(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        String address = Normalizer.normalize(text, Normalizer.Form.NFC);
        int at = address.lastIndexOf('@');
        if (at < 1 || address.getBytes(UTF_8).length > LONGEST) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        if (local.getBytes(UTF_8).length > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(local).matches()) {
            return Optional.empty();
        }
        return domain(address.substring(at + 1))
                .map(domain -> new EmailAddress(text, folded(local) + "@" + domain))
                .filter(parsed -> parsed.canonical().getBytes(UTF_8).length <= LONGEST);
    }

    /**
     * The canonical form without the {@code +tag} of the local part: whose mailbox it is, for
     * budgets.
     */
    public String identity() {
        int at = canonical.lastIndexOf('@');
        int plus = canonical.indexOf('+');
        return plus > 0 && plus < at
                ? canonical.substring(0, plus) + canonical.substring(at)
                : canonical;
    }

    /** Where an SMTP client sends it: the local part as typed, the domain in its ASCII form. */
    public String forTransport() {
        return Normalizer.normalize(typed.substring(0, typed.lastIndexOf('@')), Normalizer.Form.NFC)
                + canonical.substring(canonical.lastIndexOf('@'));
    }

    /**
     * Enough for its owner to know it again, and for nobody to write to it: {@code
     * a***@example.org}.
     */
    public String masked() {
        int first = typed.offsetByCodePoints(0, 1);
        return typed.substring(0, first) + "***" + typed.substring(typed.lastIndexOf('@'));
    }

    private static String folded(String local) {
        return Normalizer.normalize(
                local.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static Optional<String> domain(String domain) {
        String[] labels =
                Normalizer.normalize(domain.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                        .split("\\.", -1);
        if (labels.length < 2 || NUMBER.matcher(labels[labels.length - 1]).matches()) {
            return Optional.empty();
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        String ascii =
                Arrays.stream(labels).map(Punycode::ofLabel).collect(Collectors.joining("."));
        boolean fits =
                Arrays.stream(ascii.split("\\."))
                        .allMatch(label -> label.length() <= LONGEST_LABEL);
        return fits ? Optional.of(ascii) : Optional.empty();
    }

    /** Says nothing of whose address it is, for it may be logged. */
    @Override
    public String toString() {
        return "EmailAddress";
    }
}
