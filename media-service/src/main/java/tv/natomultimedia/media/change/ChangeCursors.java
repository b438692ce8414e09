package tv.natomultimedia.media.change;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Places in the feed and in the snapshot as cursors, which grow old. */
@ApplicationScoped
class ChangeCursors {

    private static final String FEED = "/v1/changes";
    private static final String SNAPSHOT = "/v1/changes/snapshot";

    private final Cursors cursors;
    private final Addresses addresses;
    private final ChangeSettings settings;
    private final Clock clock;

    ChangeCursors(Cursors cursors, Addresses addresses, ChangeSettings settings, Clock clock) {
        this.cursors = cursors;
        this.addresses = addresses;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A place in the snapshot.
     *
     * @param start where the feed goes on from the snapshot
     * @param last the last item that was told
     */
    record InSnapshot(ChangePosition start, UUID last) {}

    ChangePosition position(long sequence, long horizon) {
        return new ChangePosition(sequence, horizon, clock.instant());
    }

    String seal(ChangePosition position) {
        return cursors.seal(FEED, values(position));
    }

    String seal(InSnapshot place) {
        List<String> start = values(place.start());
        return cursors.seal(
                SNAPSHOT,
                List.of(start.get(0), start.get(1), start.get(2), place.last().toString()));
    }

    /** The place in the feed; 410 {@code cursor-expired} when the cursor is too old. */
    ChangePosition open(String cursor) {
        return fresh(position(cursors.open(FEED, cursor)));
    }

    /** The place in the snapshot; 410 {@code cursor-expired} when it was begun too long ago. */
    InSnapshot openSnapshot(String cursor) {
        List<String> values = cursors.open(SNAPSHOT, cursor);
        return new InSnapshot(fresh(position(values)), UUID.fromString(values.get(3)));
    }

    HttpProblem expired() {
        return Problems.builder(ProblemType.CURSOR_EXPIRED)
                .with("snapshotUrl", addresses.api(SNAPSHOT).toString())
                .build();
    }

    private ChangePosition fresh(ChangePosition position) {
        Instant end = position.givenOutAt().plus(settings.cursorLifetime());
        if (!clock.instant().isBefore(end)) {
            throw expired();
        }
        return position;
    }

    private static List<String> values(ChangePosition position) {
        return List.of(
                Long.toString(position.sequence()),
                Long.toString(position.horizon()),
                Long.toString(position.givenOutAt().getEpochSecond()));
    }

    private static ChangePosition position(List<String> values) {
        return new ChangePosition(
                Long.parseLong(values.get(0)),
                Long.parseLong(values.get(1)),
                Instant.ofEpochSecond(Long.parseLong(values.get(2))));
    }
}
