package tv.natomultimedia.media.change;

import java.time.Instant;

/**
 * How far somebody has read.
 *
 * @param sequence the number of the last change that they have
 * @param horizon the highest number of the tombstones that had been removed by then
 * @param givenOutAt when they were told so
 */
record ChangePosition(long sequence, long horizon, Instant givenOutAt) {

    /**
     * Whether nothing is missing from here on. Tombstones that were removed before somebody began
     * are of items that they never had; one that was removed since, and stood further on, is one
     * that they have not heard of.
     */
    boolean isComplete(long horizonNow) {
        return sequence >= horizonNow || horizon == horizonNow;
    }
}
