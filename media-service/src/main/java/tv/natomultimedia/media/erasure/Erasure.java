package tv.natomultimedia.media.erasure;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.media.download.PersonalDownloads;
import tv.natomultimedia.media.download.quota.Quotas;
import tv.natomultimedia.media.download.terms.Terms;
import tv.natomultimedia.media.editing.Authors;
import tv.natomultimedia.media.ingest.upload.PersonalUploads;
import tv.natomultimedia.media.webhook.PersonalWebhooks;

/**
 * Removes what is kept of people who have left. Every event is applied once, together with noting
 * that it was.
 */
@ApplicationScoped
class Erasure {

    private static final String PERSON = "person:";
    private static final int REMOVED_AT_ONCE = 1_000;

    private final EntityManager database;
    private final PersonalDownloads downloads;
    private final Quotas quotas;
    private final Terms terms;
    private final PersonalUploads uploads;
    private final Authors authors;
    private final PersonalWebhooks webhooks;
    private final ErasureSettings settings;
    private final Clock clock;

    Erasure(
            EntityManager database,
            PersonalDownloads downloads,
            Quotas quotas,
            Terms terms,
            PersonalUploads uploads,
            Authors authors,
            PersonalWebhooks webhooks,
            ErasureSettings settings,
            Clock clock) {
        this.database = database;
        this.downloads = downloads;
        this.quotas = quotas;
        this.terms = terms;
        this.uploads = uploads;
        this.authors = authors;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    /** Applies an event; does nothing when it has been applied, or is none of this service's. */
    @Transactional
    void apply(AccountEvent event) {
        if (!isNew(event.id())) {
            return;
        }
        String principal = principal(event.account().id());
        if (event.isSuspension()) {
            webhooks.stop(principal);
        }
        if (!event.isDeletion()) {
            return;
        }
        forget(principal);
        Instant now = clock.instant();
        database.createNativeQuery(
                        """
                        INSERT INTO erasure (principal, erased_at, erased_again_at)
                        VALUES (:principal, :now, :again) ON CONFLICT (principal) DO NOTHING
                        """)
                .setParameter("principal", principal)
                .setParameter("now", now)
                .setParameter("again", now.plus(settings.again()))
                .executeUpdate();
    }

    /** Under what name a person owns things here. */
    static String principal(UUID account) {
        return PERSON + account;
    }

    private static UUID account(String principal) {
        return UUID.fromString(principal.substring(PERSON.length()));
    }

    private boolean isNew(UUID event) {
        return database.createNativeQuery(
                                """
                                INSERT INTO account_event (id, applied_at) VALUES (:id, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .setParameter("id", event)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                > 0;
    }

    private void forget(String principal) {
        downloads.forget(principal);
        quotas.forget(principal);
        terms.forget(principal);
        uploads.forget(principal);
        authors.forget(account(principal));
        webhooks.forget(principal);
    }

    @Scheduled(every = "10m", delayed = "1m")
    @Transactional
    void eraseAgain() {
        List<?> due =
                database.createNativeQuery(
                                """
                                DELETE FROM erasure WHERE principal = ANY (ARRAY(
                                    SELECT principal FROM erasure WHERE erased_again_at <= :now
                                    LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                                RETURNING principal
                                """,
                                String.class)
                        .setParameter("now", clock.instant())
                        .setParameter("atOnce", REMOVED_AT_ONCE)
                        .getResultList();
        due.forEach(principal -> forget((String) principal));
    }

    @Scheduled(every = "1h", delayed = "10m")
    @Transactional
    void removeOld() {
        database.createNativeQuery(
                        """
                        DELETE FROM account_event WHERE id = ANY (ARRAY(
                            SELECT id FROM account_event WHERE applied_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(settings.eventsKept()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
