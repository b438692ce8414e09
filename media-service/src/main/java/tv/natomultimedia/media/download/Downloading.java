package tv.natomultimedia.media.download;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.Renditions;
import tv.natomultimedia.media.catalogue.Visibility;
import tv.natomultimedia.media.download.delivery.ServedFile;
import tv.natomultimedia.media.download.quota.Quotas;
import tv.natomultimedia.media.download.terms.Terms;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Hands out links to the bytes of renditions, and fresh ones for those that have expired. */
@ApplicationScoped
class Downloading {

    private final Items items;
    private final Renditions renditions;
    private final Downloads downloads;
    private final IdempotencyKeys idempotencyKeys;
    private final Terms terms;
    private final Quotas quotas;
    private final CurrentCaller caller;
    private final LinkTokens tokens;
    private final Addresses addresses;
    private final DownloadSettings settings;
    private final Clock clock;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    Downloading(
            Items items,
            Renditions renditions,
            Downloads downloads,
            IdempotencyKeys idempotencyKeys,
            Terms terms,
            Quotas quotas,
            CurrentCaller caller,
            LinkTokens tokens,
            Addresses addresses,
            DownloadSettings settings,
            Clock clock) {
        this.items = items;
        this.renditions = renditions;
        this.downloads = downloads;
        this.idempotencyKeys = idempotencyKeys;
        this.terms = terms;
        this.quotas = quotas;
        this.caller = caller;
        this.tokens = tokens;
        this.addresses = addresses;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A link for this principal. With an idempotency key that was used before, the link made then:
     * the same while it lives, a fresh one to the same download afterwards. Only a new download
     * counts against the quotas.
     */
    @Transactional
    DownloadLink start(
            Downloader downloader, UUID itemId, UUID renditionId, Optional<String> idempotencyKey) {
        String principal = downloader.principal();
        Rendition rendition =
                renditions
                        .findByIdOptional(renditionId)
                        .filter(found -> found.itemId().equals(itemId))
                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        Item item = Visibility.requirePublished(items.findByIdOptional(itemId));
        terms.requireAcceptance(principal);
        if (idempotencyKey.isEmpty()) {
            return link(begin(downloader, item, rendition), rendition);
        }
        String key = idempotencyKey.get();
        byte[] fingerprint = fingerprint(itemId, renditionId);
        Optional<Download> earlier =
                idempotencyKeys
                        .claim(principal, key, fingerprint)
                        .flatMap(downloads::findByIdOptional);
        if (earlier.isPresent()) {
            earlier.get().authorise(caller.authorisedAt());
            if (earlier.get().isLinkExpired(clock.instant())) {
                earlier.get().renewLink(clock.instant(), settings.linkLifetime());
            }
            return link(earlier.get(), rendition);
        }
        Download download = begin(downloader, item, rendition);
        downloads.flush();
        idempotencyKeys.remember(principal, key, fingerprint, download.id());
        return link(download, rendition);
    }

    /**
     * A fresh link to the same bytes; 404 for what is not this principal's, 410 when it is too
     * late.
     */
    @Transactional
    DownloadLink renew(String principal, UUID id) {
        Downloads.Entry entry =
                downloads
                        .findEntry(id, principal)
                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        Visibility.requirePublished(Optional.of(entry.item()));
        Instant now = clock.instant();
        if (!entry.download().isRenewable(now, settings.renewalWindow())) {
            throw Problems.of(ProblemType.DOWNLOAD_EXPIRED);
        }
        entry.download().authorise(caller.authorisedAt());
        entry.download().renewLink(now, settings.linkLifetime());
        return link(entry.download(), entry.rendition());
    }

    private Download begin(Downloader downloader, Item item, Rendition rendition) {
        quotas.charge(downloader.principal(), downloader.limits(), rendition.file().sizeBytes());
        Download download =
                new Download(
                        ids.generate(),
                        downloader.principal(),
                        item,
                        rendition,
                        caller.authorisedAt(),
                        clock.instant(),
                        settings.linkLifetime());
        downloads.persist(download);
        return download;
    }

    private DownloadLink link(Download download, Rendition rendition) {
        CatalogueFile file = rendition.file();
        return new DownloadLink(
                download.id(),
                addresses.api("/d/" + tokens.seal(download.link())),
                download.linkExpiresAt(),
                addresses.api("/v1/downloads/" + download.id() + "/renewal"),
                file.sizeBytes(),
                file.sha256(),
                ServedFile.etag(file.sha256()),
                file.filename(),
                file.mediaType());
    }

    private static byte[] fingerprint(UUID itemId, UUID renditionId) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((itemId + "\n" + renditionId).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
