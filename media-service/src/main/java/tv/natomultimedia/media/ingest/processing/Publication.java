package tv.natomultimedia.media.ingest.processing;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Asset;
import tv.natomultimedia.media.catalogue.Assets;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Encoding;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.Renditions;
import tv.natomultimedia.media.ingest.probing.ProbedFile;
import tv.natomultimedia.media.ingest.probing.Refusal;
import tv.natomultimedia.media.ingest.probing.RefusedFileException;

/**
 * Puts an uploaded file and all that was made of it into the catalogue, in one transaction, as a
 * new version of the item. What is there already is never replaced.
 */
@ApplicationScoped
class Publication {

    /** Of sound, in kilobits a second. */
    private static final List<Long> USUAL_RATES = List.of(48L, 64L, 96L, 128L, 192L, 256L, 320L);

    private final ProcessingQueue queue;
    private final Items items;
    private final Renditions renditions;
    private final Assets assets;
    private final Clock clock;

    Publication(
            ProcessingQueue queue, Items items, Renditions renditions, Assets assets, Clock clock) {
        this.queue = queue;
        this.items = items;
        this.renditions = renditions;
        this.assets = assets;
        this.clock = clock;
    }

    /**
     * Publishes.
     *
     * @return what was made in vain: pictures for an item that has a poster
     * @throws RefusedFileException when the item was killed
     * @throws LeaseLostException when another instance has the file now, or the item is deleted
     */
    @Transactional
    List<String> publish(Job job) {
        // The item first, as whoever deletes it does.
        Item item = items.findById(job.itemId(), LockModeType.PESSIMISTIC_WRITE);
        if (item == null) {
            throw new LeaseLostException();
        }
        queue.requireHeld(job);
        if (item.status() == ItemStatus.KILLED) {
            throw new RefusedFileException(Refusal.ITEM_GONE, "killed");
        }
        Instant now = clock.instant();
        ProbedFile original = queue.original(job);
        List<MadeFile> made = queue.made(job);
        addRenditions(job, item, original, made, now);
        List<String> inVain = addPictures(item, made, now);
        if (item.content().durationSeconds() == null && original.durationSeconds() != null) {
            item.revise(item.content().lasting(original.durationSeconds()), now);
        }
        item.touch(now);
        queue.completeAll(job);
        return inVain;
    }

    private void addRenditions(
            Job job, Item item, ProbedFile original, List<MadeFile> made, Instant now) {
        List<Rendition> present = renditions.of(item.id());
        Set<String> names = new HashSet<>();
        present.forEach(rendition -> names.add(rendition.name()));
        int position = present.stream().mapToInt(Rendition::position).max().orElse(-1);
        List<MadeFile> all = new ArrayList<>();
        all.add(
                new MadeFile(
                        MadeFile.Use.RENDITION,
                        job.purpose(),
                        job.originalKey(),
                        job.sizeBytes(),
                        job.sha256(),
                        original));
        made.stream().filter(file -> file.use() == MadeFile.Use.RENDITION).forEach(all::add);
        for (MadeFile file : all) {
            position++;
            String name = unused(file.purpose().wireName() + "-" + size(file.probed()), names);
            renditions.persist(rendition(item, position, name, file, now));
        }
    }

    private static Rendition rendition(
            Item item, int position, String name, MadeFile file, Instant now) {
        ProbedFile probed = file.probed();
        return new Rendition(
                newId(),
                item.id(),
                position,
                name,
                file.purpose(),
                file.purpose() == Rendition.Purpose.PREVIEW
                        ? Rendition.Access.PUBLIC
                        : Rendition.Access.ACCOUNT,
                file(item, file, name.replace('-', '_')),
                new Encoding(
                        probed.container(),
                        probed.videoCodec(),
                        probed.audioCodec(),
                        probed.width(),
                        probed.height(),
                        probed.frameRate(),
                        probed.bitRateBps(),
                        probed.durationSeconds()),
                now);
    }

    /** An item keeps the poster that it has, and the thumbnails with it. */
    private List<String> addPictures(Item item, List<MadeFile> made, Instant now) {
        List<MadeFile> pictures =
                made.stream().filter(file -> file.use() != MadeFile.Use.RENDITION).toList();
        boolean hasPoster =
                assets.of(item.id()).stream().anyMatch(asset -> asset.kind() == Asset.Kind.POSTER);
        if (hasPoster) {
            return pictures.stream().map(MadeFile::key).toList();
        }
        for (int position = 0; position < pictures.size(); position++) {
            assets.persist(picture(item, position, pictures.get(position), now));
        }
        return List.of();
    }

    private static Asset picture(Item item, int position, MadeFile made, Instant now) {
        boolean isPoster = made.use() == MadeFile.Use.POSTER;
        int width = made.probed().width();
        int height = made.probed().height();
        return Asset.picture(
                newId(),
                item.id(),
                position,
                isPoster ? Asset.Kind.POSTER : Asset.Kind.THUMBNAIL,
                file(item, made, isPoster ? "poster" : "thumbnail_" + width + "x" + height),
                width,
                height,
                item.content().title(),
                now);
    }

    private static CatalogueFile file(Item item, MadeFile file, String label) {
        return new CatalogueFile(
                file.key(),
                item.slug() + "_" + label + "." + file.probed().ending(),
                file.probed().mediaType(),
                file.sizeBytes(),
                file.sha256());
    }

    /** As names of renditions tell it: {@code 1080p25}, {@code 1920x1080}, {@code 128k}. */
    private static String size(ProbedFile probed) {
        return switch (probed.category()) {
            case VIDEO ->
                    probed.lines()
                            + "p"
                            + (probed.frameRate() == null ? "" : Math.round(probed.frameRate()));
            case IMAGE -> probed.width() + "x" + probed.height();
            case AUDIO -> probed.bitRateBps() == null ? "sound" : rate(probed.bitRateBps()) + "k";
        };
    }

    /** What was asked for: a short file has some more for its head. */
    private static long rate(long bitsPerSecond) {
        long measured = Math.round(bitsPerSecond / 1_000.0);
        return USUAL_RATES.stream()
                .filter(usual -> Math.abs(measured - usual) <= usual / 20)
                .findFirst()
                .orElse(measured);
    }

    private static String unused(String wanted, Set<String> names) {
        String name = wanted;
        for (int next = 2; !names.add(name); next++) {
            name = wanted + "-" + next;
        }
        return name;
    }

    private static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }
}
