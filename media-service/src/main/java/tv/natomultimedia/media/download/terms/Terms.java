package tv.natomultimedia.media.download.terms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * The terms in force and their acceptance. A version comes into force at its time, whoever has
 * written it to the table; version 1 counts as accepted by everybody.
 */
@ApplicationScoped
public class Terms {

    private static final int ACCEPTED_WITH_REGISTRATION = 1;

    private final EntityManager database;
    private final Clock clock;
    private final String termsUrl;

    Terms(
            EntityManager database,
            Clock clock,
            @ConfigProperty(name = "public-url") String publicUrl) {
        this.database = database;
        this.clock = clock;
        this.termsUrl = publicUrl + "/v1/usage-terms";
    }

    /** The terms in force, in this language or else in English. */
    @Transactional
    public Optional<UsageTerms> inForce(String language) {
        return database.createNativeQuery(
                        """
                        SELECT version, language, html, text, effective_at FROM usage_terms
                        WHERE effective_at <= :now
                        ORDER BY version DESC, language = :language DESC, language = 'en' DESC LIMIT 1
                        """,
                        UsageTerms.class)
                .setParameter("now", clock.instant())
                .setParameter("language", language)
                .getResultStream()
                .map(UsageTerms.class::cast)
                .findFirst();
    }

    /** Where this principal stands. */
    @Transactional
    public Acceptance of(String principal) {
        int current = currentVersion();
        List<?> accepted =
                database.createNativeQuery(
                                """
                                SELECT version, accepted_at FROM usage_terms_acceptance
                                WHERE principal = :principal ORDER BY version DESC LIMIT 1
                                """,
                                Object[].class)
                        .setParameter("principal", principal)
                        .getResultList();
        if (accepted.isEmpty()) {
            return new Acceptance(
                    ACCEPTED_WITH_REGISTRATION,
                    null,
                    current,
                    current <= ACCEPTED_WITH_REGISTRATION);
        }
        Object[] row = (Object[]) accepted.getFirst();
        int version = ((Number) row[0]).intValue();
        return new Acceptance(version, (Instant) row[1], current, current <= version);
    }

    /**
     * 409 {@code usage-terms-not-accepted} unless this principal has accepted the terms in force.
     */
    public void requireAcceptance(String principal) {
        Acceptance acceptance = of(principal);
        if (!acceptance.upToDate()) {
            throw Problems.builder(ProblemType.USAGE_TERMS_NOT_ACCEPTED)
                    .with("version", acceptance.currentVersion())
                    .with("termsUrl", termsUrl)
                    .with("acceptUrl", termsUrl + "/acceptance")
                    .build();
        }
    }

    /** Accepts the version in force; 422 for any other. Once is enough, twice does no harm. */
    @Transactional
    public Acceptance accept(String principal, int version) {
        if (version != currentVersion()) {
            throw Problems.invalidMember("/version", "not-in-force");
        }
        database.createNativeQuery(
                        """
                        INSERT INTO usage_terms_acceptance (principal, version, accepted_at)
                        VALUES (:principal, :version, :now) ON CONFLICT DO NOTHING
                        """)
                .setParameter("principal", principal)
                .setParameter("version", version)
                .setParameter("now", clock.instant())
                .executeUpdate();
        return of(principal);
    }

    /** A version that somebody has accepted. */
    public record Accepted(int version, Instant acceptedAt) {}

    /** Everything that this principal has accepted, the latest first. */
    @Transactional
    public List<Accepted> acceptedBy(String principal) {
        return database.createNativeQuery(
                        """
                        SELECT version, accepted_at FROM usage_terms_acceptance
                        WHERE principal = :principal ORDER BY version DESC
                        """,
                        Accepted.class)
                .setParameter("principal", principal)
                .getResultStream()
                .map(Accepted.class::cast)
                .toList();
    }

    /** Removes everything that tells of this principal, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(String principal) {
        database.createNativeQuery(
                        "DELETE FROM usage_terms_acceptance WHERE principal = :principal")
                .setParameter("principal", principal)
                .executeUpdate();
    }

    /** Version 1 even before anybody has written it down: it is what registration is about. */
    private int currentVersion() {
        return inForce("en").map(UsageTerms::version).orElse(ACCEPTED_WITH_REGISTRATION);
    }
}
