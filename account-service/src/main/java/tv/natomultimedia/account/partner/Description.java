package tv.natomultimedia.account.partner;

import static tv.natomultimedia.account.problem.Violation.In.BODY;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/**
 * What an administrator says of a partner.
 *
 * @param scopes some of {@link #SCOPES}, sorted
 * @param allowedNetworks where its client may be, in CIDR notation; empty means anywhere
 */
record Description(
        String name,
        String contactEmail,
        List<String> scopes,
        List<String> allowedNetworks,
        Quotas quotas) {

    /** What partners may be allowed. */
    static final Set<String> SCOPES = Set.of("media.read", "media.download");

    private static final int LONGEST_NAME = 200;
    private static final int MOST_NETWORKS = 100;
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    /**
     * The description as it is kept: the name in NFC, networks in their canonical notation, nothing
     * twice.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with every broken rule
     */
    Description checked() {
        List<Violation> violations = new ArrayList<>();
        Description kept =
                new Description(
                        checkedName(violations),
                        checkedAddress(violations),
                        checkedScopes(violations),
                        checkedNetworks(violations),
                        checkedQuotas(violations));
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, violations);
        }
        return kept;
    }

    /** The names of the members that another description has otherwise. */
    List<String> membersChangedBy(Description other) {
        return Stream.of(
                        name.equals(other.name) ? null : "name",
                        contactEmail.equals(other.contactEmail) ? null : "contactEmail",
                        scopes.equals(other.scopes) ? null : "scopes",
                        allowedNetworks.equals(other.allowedNetworks) ? null : "allowedNetworks",
                        quotas.equals(other.quotas) ? null : "quotas")
                .filter(Objects::nonNull)
                .toList();
    }

    private String checkedName(List<Violation> violations) {
        String kept = name == null ? "" : Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        if (kept.isEmpty()) {
            violations.add(Violation.of(BODY, "/name", "required"));
        } else if (kept.codePointCount(0, kept.length()) > LONGEST_NAME) {
            violations.add(Violation.of(BODY, "/name", "too-long"));
        } else if (UNPRINTABLE.matcher(kept).find()) {
            violations.add(Violation.of(BODY, "/name", "unprintable"));
        }
        return kept;
    }

    private String checkedAddress(List<Violation> violations) {
        if (contactEmail == null) {
            violations.add(Violation.of(BODY, "/contactEmail", "required"));
            return null;
        }
        Optional<EmailAddress> address = EmailAddress.parse(contactEmail);
        if (address.isEmpty()) {
            violations.add(Violation.of(BODY, "/contactEmail", "not-an-address"));
        }
        return address.map(EmailAddress::typed).orElse(null);
    }

    private List<String> checkedScopes(List<Violation> violations) {
        if (scopes == null || scopes.isEmpty()) {
            violations.add(Violation.of(BODY, "/scopes", "required"));
            return List.of();
        }
        for (int i = 0; i < scopes.size(); i++) {
            if (scopes.get(i) == null || !SCOPES.contains(scopes.get(i))) {
                violations.add(Violation.of(BODY, "/scopes/" + i, "not-a-scope"));
                return List.of();
            }
        }
        return List.copyOf(new TreeSet<>(scopes));
    }

    private List<String> checkedNetworks(List<Violation> violations) {
        if (allowedNetworks == null) {
            return List.of();
        }
        if (allowedNetworks.size() > MOST_NETWORKS) {
            violations.add(Violation.of(BODY, "/allowedNetworks", "too-many"));
            return List.of();
        }
        Set<String> kept = new LinkedHashSet<>();
        for (int i = 0; i < allowedNetworks.size(); i++) {
            Optional<Network> network =
                    Optional.ofNullable(allowedNetworks.get(i)).flatMap(Network::parse);
            if (network.isEmpty()) {
                violations.add(Violation.of(BODY, "/allowedNetworks/" + i, "not-a-network"));
            }
            network.map(Network::toString).ifPresent(kept::add);
        }
        return List.copyOf(kept);
    }

    private Quotas checkedQuotas(List<Violation> violations) {
        if (quotas == null) {
            return Quotas.DEFAULT;
        }
        requirePositive(quotas.downloadsPerDay(), "/quotas/downloadsPerDay", violations);
        requirePositive(quotas.bytesPerDay(), "/quotas/bytesPerDay", violations);
        requirePositive(quotas.requestsPerMinute(), "/quotas/requestsPerMinute", violations);
        return quotas;
    }

    private static void requirePositive(Long quota, String pointer, List<Violation> violations) {
        if (quota != null && quota < 1) {
            violations.add(Violation.of(BODY, pointer, "out-of-range"));
        }
    }
}
