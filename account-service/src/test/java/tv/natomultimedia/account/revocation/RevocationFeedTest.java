package tv.natomultimedia.account.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.revocation.Revocation.Page;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.World;

/** That no follower passes over a revocation, whatever happens at the same time. */
@QuarkusTest
@World
class RevocationFeedTest {

    private static final String FOLLOWER = "gateway";
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject RevocationFeed feed;
    @Inject Revocations revocations;
    @Inject NumberedRevocations numbered;
    @Inject MovableClock clock;

    @Test
    void everyKindIsTold() {
        long start = end();
        UUID session = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        Instant before = clock.instant();
        committed(
                () -> {
                    revocations.sessionEnded(session);
                    revocations.accountEnded(account, null);
                    revocations.partnerEnded("partner-1", null);
                    revocations.tokenEnded("token-1");
                    revocations.keysRevoked(List.of("key-1"));
                });
        Page page = read(start);
        assertEquals(
                Map.of(
                        "session", session.toString(),
                        "account", account.toString(),
                        "partner", "partner-1",
                        "token", "token-1",
                        "key", "key-1"),
                page.items().stream()
                        .collect(
                                Collectors.toMap(
                                        item -> item.kind().wireName(), Revocation::subject)));
        assertEquals(page.items().getLast().sequence(), page.next());
        for (Revocation item : page.items()) {
            // Rounded up: a token of the same second is refused.
            assertEquals(0, item.notBefore().getNano());
            assertFalse(item.notBefore().isBefore(before));
            assertFalse(item.notBefore().isAfter(clock.instant().plusSeconds(2)));
        }
        assertEquals(new Page(List.of(), page.next()), read(page.next()));
    }

    /** Its holder may have got a token meanwhile that was dated ahead. */
    @Test
    void whatEndsAgainAtOnceEndsLater() {
        String client = "partner-" + UUID.randomUUID();
        Instant now = clock.instant();
        Instant first = ended(client, null);
        assertTrue(first.isAfter(now.plusSeconds(1)));
        assertEquals(first.plusSeconds(1), ended(client, first));
        clock.forward(Duration.ofMinutes(1));
        assertTrue(ended(client, first).isAfter(first.plusSeconds(50)));
    }

    private Instant ended(String client, Instant before) {
        return QuarkusTransaction.requiringNew()
                .call(() -> revocations.partnerEnded(client, before));
    }

    @Test
    void manySessionsEndAtOnceAndWhatIsRolledBackIsNotTold() {
        long start = end();
        Set<UUID> sessions = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 2_500; i++) {
            sessions.add(UUID.randomUUID());
        }
        committed(
                () -> {
                    revocations.sessionsEnded(sessions);
                    revocations.sessionsEnded(List.of());
                });
        assertThrows(
                IllegalStateException.class,
                () ->
                        committed(
                                () -> {
                                    revocations.accountEnded(UUID.randomUUID(), null);
                                    throw new IllegalStateException("rolled back");
                                }));
        List<String> told = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Page page = read(start);
        while (!page.items().isEmpty()) {
            sizes.add(page.items().size());
            told.addAll(subjects(page));
            page = read(page.next());
        }
        assertEquals(List.of(1_000, 1_000, 500), sizes);
        assertEquals(2_500, told.size());
        assertTrue(sessions.stream().map(UUID::toString).allMatch(Set.copyOf(told)::contains));
    }

    @Test
    void whatCommitsLateIsToldLate() throws Exception {
        long start = end();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> slow =
                    threads.submit(
                            () ->
                                    committed(
                                            () -> {
                                                revocations.partnerEnded("slow", null);
                                                written.countDown();
                                                await(release);
                                            }));
            await(written);
            committed(() -> revocations.partnerEnded("quick", null));
            Page page = read(start);
            assertEquals(List.of("quick"), subjects(page));
            assertEquals(List.of(), read(page.next()).items());
            release.countDown();
            slow.get(30, TimeUnit.SECONDS);
            assertEquals(List.of("slow"), subjects(read(page.next())));
        }
    }

    @Test
    void everyFollowerSeesEveryRevocationOnceHoweverTransactionsInterleave() throws Exception {
        long start = end();
        Set<String> committed = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Revocation>>> followers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                followers.add(threads.submit(() -> followed(start, over)));
            }
            Callable<Void> writer =
                    () -> {
                        for (int i = 0; i < 25; i++) {
                            write(committed);
                        }
                        return null;
                    };
            try {
                for (Future<Void> each :
                        threads.invokeAll(Stream.generate(() -> writer).limit(6).toList())) {
                    each.get();
                }
            } finally {
                over.set(true);
            }
            for (Future<List<Revocation>> follower : followers) {
                List<Revocation> seen = follower.get();
                assertEquals(committed.size(), seen.size());
                assertEquals(
                        committed, Set.copyOf(seen.stream().map(Revocation::subject).toList()));
                for (int i = 1; i < seen.size(); i++) {
                    assertTrue(seen.get(i - 1).sequence() < seen.get(i).sequence());
                }
            }
        }
    }

    /** A transaction of some rows, which takes its time and now and then comes to nothing. */
    private void write(Set<String> committed) {
        List<UUID> sessions =
                Stream.generate(UUID::randomUUID)
                        .limit(ThreadLocalRandom.current().nextInt(1, 8))
                        .toList();
        boolean fails = ThreadLocalRandom.current().nextInt(5) == 0;
        Runnable work =
                () -> {
                    revocations.sessionsEnded(sessions.subList(0, sessions.size() / 2));
                    for (int i = ThreadLocalRandom.current().nextInt(2_000); i > 0; i--) {
                        Thread.onSpinWait();
                    }
                    Thread.yield();
                    revocations.sessionsEnded(
                            sessions.subList(sessions.size() / 2, sessions.size()));
                    if (fails) {
                        throw new IllegalStateException("rolled back");
                    }
                };
        if (fails) {
            assertThrows(IllegalStateException.class, () -> committed(work));
        } else {
            committed(work);
            sessions.forEach(session -> committed.add(session.toString()));
        }
    }

    private List<Revocation> followed(long start, AtomicBoolean over) {
        List<Revocation> seen = new ArrayList<>();
        long position = start;
        while (true) {
            boolean last = over.get();
            Page page = read(position);
            seen.addAll(page.items());
            position = page.next();
            if (last && page.items().isEmpty()) {
                return seen;
            }
        }
    }

    @Test
    void aWaitingPollIsWokenByTheCommit() throws Exception {
        long start = end();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            // It looks again by itself in an hour: only the commit can wake it.
            Future<Page> waiting = threads.submit(() -> feed.read(FOLLOWER, start, LONG));
            committed(() -> revocations.partnerEnded("woken", null));
            assertEquals(List.of("woken"), subjects(waiting.get(25, TimeUnit.SECONDS)));
        }
    }

    @Test
    void aWaitingPollFindsWhatAnotherReplicaCommitted() throws Exception {
        long start = end();
        RevocationFeed otherReplica =
                new RevocationFeed(numbered, rules(Duration.ofMillis(50), 64));
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Page> waiting = threads.submit(() -> otherReplica.read(FOLLOWER, start, LONG));
            committed(() -> revocations.partnerEnded("elsewhere", null));
            assertEquals(List.of("elsewhere"), subjects(waiting.get(25, TimeUnit.SECONDS)));
        }
    }

    @Test
    void aPollThatIsToldNothingEndsByItself() {
        long start = end();
        assertEquals(new Page(List.of(), start), feed.read(FOLLOWER, start, Duration.ofMillis(50)));
    }

    @Test
    void aClientHasABoundedNumberOfPollsWaiting() throws Exception {
        long start = end();
        RevocationFeed narrow = new RevocationFeed(numbered, rules(Duration.ofMillis(50), 2));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Page>> waiting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                waiting.add(threads.submit(() -> readOnceLetIn(narrow, start)));
            }
            awaitRefusal(narrow, start);
            // Somebody else's have nothing to do with it, nor have those that do not wait.
            assertEquals(
                    List.of(), narrow.read("media-service", start, Duration.ofMillis(1)).items());
            assertEquals(List.of(), narrow.read(FOLLOWER, start, Duration.ZERO).items());
            committed(() -> revocations.partnerEnded("enough", null));
            for (Future<Page> each : waiting) {
                assertEquals(List.of("enough"), subjects(each.get(25, TimeUnit.SECONDS)));
            }
            long now = end();
            assertEquals(List.of(), narrow.read(FOLLOWER, now, Duration.ofMillis(1)).items());
        }
    }

    /** Who waits may have to let the short poll pass that looks whether all are there. */
    private static Page readOnceLetIn(RevocationFeed narrow, long start) {
        while (true) {
            try {
                return narrow.read(FOLLOWER, start, LONG);
            } catch (HttpProblem refused) {
                MailServer.pause();
            }
        }
    }

    private void awaitRefusal(RevocationFeed narrow, long start) {
        Instant deadline = clock.instant().plusSeconds(20);
        while (clock.instant().isBefore(deadline)) {
            try {
                narrow.read(FOLLOWER, start, Duration.ofMillis(1));
            } catch (HttpProblem refused) {
                assertEquals(503, refused.getStatusCode());
                assertTrue(refused.getHeaders().containsKey("Retry-After"));
                return;
            }
            MailServer.pause();
        }
        throw new AssertionError("a third poll may wait");
    }

    @Test
    void whoComesBackTooLateIsToldToStartAgain() {
        long start = end();
        committed(() -> revocations.partnerEnded("first", null));
        committed(() -> revocations.partnerEnded("second", null));
        Page page = read(start);
        long first = page.items().getFirst().sequence();
        clock.forward(Duration.ofHours(26));
        committed(() -> revocations.partnerEnded("third", null));
        long third = read(page.next()).next();
        numbered.removeOld();
        assertStartAgain(first);
        assertEquals(List.of("third"), subjects(read(0)));
        assertEquals(List.of("third"), subjects(read(page.next())));
        assertEquals(new Page(List.of(), third), read(third));
    }

    @Test
    void whoHasSeenWhatIsNotThereIsToldToStartAgain() {
        committed(() -> revocations.partnerEnded("any", null));
        assertStartAgain(end() + 1);
        assertStartAgain(Long.MAX_VALUE);
    }

    @Test
    void numbersRiseThoughEverythingWasRemoved() {
        committed(() -> revocations.partnerEnded("before", null));
        long before = end();
        clock.forward(Duration.ofHours(26));
        numbered.removeOld();
        assertEquals(List.of(), read(0).items());
        committed(() -> revocations.partnerEnded("after", null));
        assertTrue(read(0).items().getFirst().sequence() > before);
        assertEquals(List.of("after"), subjects(read(before)));
    }

    private void assertStartAgain(long position) {
        HttpProblem refused = assertThrows(HttpProblem.class, () -> read(position));
        assertEquals("urn:problem:feed-position-unknown", refused.getType().toString());
        assertEquals(410, refused.getStatusCode());
    }

    private Page read(long after) {
        return feed.read(FOLLOWER, after, Duration.ZERO);
    }

    /** The position behind everything that is there now. */
    private long end() {
        Page page = read(0);
        while (!page.items().isEmpty()) {
            page = read(page.next());
        }
        return page.next();
    }

    private static List<String> subjects(Page page) {
        return page.items().stream().map(Revocation::subject).toList();
    }

    private static void committed(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    private static RevocationRules rules(Duration look, int waiting) {
        return new RevocationRules() {
            @Override
            public Duration retention() {
                return Duration.ofHours(25);
            }

            @Override
            public Duration look() {
                return look;
            }

            @Override
            public int waiting() {
                return waiting;
            }
        };
    }
}
