package tv.natomultimedia.media.download.terms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.catalogue.StoryText;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * The terms in force and their acceptance. A version comes into force at its time; version 1 counts
 * as accepted by everybody.
 */
@ApplicationScoped
public class Terms {

    private static final int ACCEPTED_WITH_REGISTRATION = 1;
    private static final String FALLBACK = "en";

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

    /**
     * Announces the next version: 422 {@code validation-failed} without English, with a language
     * twice, for a time that is over or before that of the last version.
     */
    @Transactional
    AnnouncedTerms announce(NewTerms announced) {
        Instant now = clock.instant();
        Instant effectiveAt = announced.effectiveAt() == null ? now : announced.effectiveAt();
        List<String> languages = announced.texts().stream().map(NewTerms.Text::language).toList();
        if (!languages.contains(FALLBACK)) {
            throw Problems.invalidMember("/texts", "english-missing");
        }
        if (languages.stream().distinct().count() < languages.size()) {
            throw Problems.invalidMember("/texts", "not-twice");
        }
        // Versions have one order: one administrator at a time.
        database.createNativeQuery("LOCK TABLE usage_terms IN SHARE ROW EXCLUSIVE MODE")
                .executeUpdate();
        Last last = last();
        if (effectiveAt.isBefore(now) || effectiveAt.isBefore(last.effectiveAt())) {
            throw Problems.invalidMember("/effectiveAt", "too-early");
        }
        int version = last.version() + 1;
        List<UsageTerms> texts =
                announced.texts().stream()
                        .map(text -> written(version, effectiveAt, text))
                        .toList();
        texts.forEach(this::insert);
        return new AnnouncedTerms(version, effectiveAt, texts);
    }

    /** The version with the highest number, in force or not. */
    private record Last(int version, Instant effectiveAt) {}

    private Last last() {
        Optional<Last> last =
                database.createNativeQuery(
                                """
                                SELECT version, effective_at FROM usage_terms
                                ORDER BY version DESC LIMIT 1
                                """,
                                Last.class)
                        .getResultStream()
                        .map(Last.class::cast)
                        .findFirst();
        return last.orElse(new Last(ACCEPTED_WITH_REGISTRATION, Instant.EPOCH));
    }

    private static UsageTerms written(int version, Instant effectiveAt, NewTerms.Text text) {
        StoryText safe = StoryText.of(text.html());
        return new UsageTerms(version, text.language(), safe.html(), safe.text(), effectiveAt);
    }

    private void insert(UsageTerms terms) {
        database.createNativeQuery(
                        """
                        INSERT INTO usage_terms (version, language, html, text, effective_at)
                        VALUES (:version, :language, :html, :text, :effective)
                        """)
                .setParameter("version", terms.version())
                .setParameter("language", terms.language())
                .setParameter("html", terms.html())
                .setParameter("text", terms.text())
                .setParameter("effective", terms.effectiveAt())
                .executeUpdate();
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
        return inForce(FALLBACK).map(UsageTerms::version).orElse(ACCEPTED_WITH_REGISTRATION);
    }
}
