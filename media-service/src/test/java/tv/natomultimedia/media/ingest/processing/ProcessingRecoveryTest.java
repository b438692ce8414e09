package tv.natomultimedia.media.ingest.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.probing.Ffmpeg;

/** What happens when workers die, stop or lack something, and what is cleared up afterwards. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@ExtendWith(Ffmpeg.class)
class ProcessingRecoveryTest extends ProcessingScene {

    @Inject Steps steps;
    @Inject Publication publication;
    @Inject OrphanedFiles orphans;
    @Inject ProcessingSettings settings;

    @Test
    void anotherGoesOnWhereAWorkerDiedAndNothingIsDoubled() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "master", "small.mov");
        Job dead = queue.claim().orElseThrow();
        try (Scratch scratch = Scratch.in(settings.scratch(), files)) {
            for (String step = queue.startNext(dead);
                    !step.equals("preview");
                    step = queue.startNext(dead)) {
                steps.run(dead, step, scratch, () -> false).forEach(files::delete);
            }
        }
        String poster = queue.made(dead).getFirst().key();
        workers.lookForWork();
        assertTrue(queue.claim().isEmpty(), "a lease is a lease");
        assertEquals("running", processing().getString("items[0].state"));
        clock.forward(settings.lease().plusSeconds(1));
        JsonPath done = processed("completed");
        assertEquals(2, done.getInt("items[0].attempts"));
        assertEquals(
                List.of("master-180p25", "web-180p25", "preview-180p25"),
                item().getList("renditions.name"));
        assertTrue(files.size(poster).isPresent(), "what was made is used");
        int version = item().getInt("version");
        // The one that was held to be dead comes back, and nothing that it does counts.
        assertFalse(queue.extend(dead));
        assertThrows(LeaseLostException.class, () -> queue.startNext(dead));
        assertThrows(
                LeaseLostException.class,
                () -> queue.complete(dead, "preview", StepOutput.NOTHING));
        assertThrows(LeaseLostException.class, () -> publication.publish(dead));
        processing.run(dead, () -> false);
        assertEquals("completed", processing().getString("items[0].state"));
        assertEquals(version, item().getInt("version"));
        assertEquals(3, item().getList("renditions").size());
    }

    @Test
    void whoIsToldToStopGivesTheFileBack() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        Job job = queue.claim().orElseThrow();
        processing.run(job, () -> true);
        JsonPath waiting = processing();
        assertEquals("waiting", waiting.getString("items[0].state"));
        assertEquals(0, waiting.getInt("items[0].attempts"));
        processed("completed");
    }

    @Test
    void aFileThatKillsItsWorkersIsGivenUp() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "master", "small.mov");
        for (int attempt = 0; attempt < settings.attempts(); attempt++) {
            assertTrue(queue.claim().isPresent());
            clock.forward(settings.lease().plusSeconds(1));
        }
        assertEquals("internal", processed("failed").getString("items[0].reason.code"));
        assertEquals(0, ingested.storedFiles("media"));
    }

    @Test
    void whatFailsForReasonsOfOursIsTriedAgainLater() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        Job job = queue.claim().orElseThrow();
        MediaFiles.Part part = queue.parts(job).getFirst();
        byte[] bytes;
        try (InputStream content = files.open(part.key(), 0).orElseThrow()) {
            bytes = content.readAllBytes();
        }
        files.delete(part.key());
        processing.run(job, () -> false);
        assertEquals("waiting", processing().getString("items[0].state"));
        assertTrue(queue.claim().isEmpty(), "not at once");
        files.put(part.key(), new ByteArrayInputStream(bytes));
        clock.forward(settings.retryAfter());
        processed("completed");
    }

    @Test
    void withoutFfmpegTheFileWaitsAndSaysSo() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        new Workers(queue, processing, Ffmpeg.missingTools(), settings).lookForWork();
        JsonPath unavailable = processing();
        assertEquals("unavailable", unavailable.getString("items[0].state"));
        assertEquals("tools-missing", unavailable.getString("items[0].reason.code"));
        processed("completed");
    }

    @Test
    void storedFilesThatBelongToNothingAreRemoved() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        processed("completed");
        upload(Ffmpeg.bytes(Ffmpeg.video()), "preview", "parade.mp4");
        String orphan = "media/" + item + "/" + UUID.randomUUID();
        for (String key : List.of(orphan, "uploads/x/y", "other/z")) {
            files.put(key, new ByteArrayInputStream(new byte[3]));
        }
        long media = ingested.storedFiles("media");
        long parts = ingested.storedFiles("uploads");
        orphans.removeAll();
        assertEquals(media, ingested.storedFiles("media"), "too young to be removed");
        clock.forward(settings.orphansKept().plusHours(1));
        orphans.removeAll();
        assertEquals(media - 1, ingested.storedFiles("media"));
        assertEquals(parts - 1, ingested.storedFiles("uploads"));
        assertTrue(files.size(orphan).isEmpty());
        assertTrue(files.size("other/z").isPresent(), "nobody's business here");
        files.delete("other/z");
        processed("completed");
    }
}
