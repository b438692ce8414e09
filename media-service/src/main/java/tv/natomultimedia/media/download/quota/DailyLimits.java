package tv.natomultimedia.media.download.quota;

/**
 * What a principal may take in a day (UTC).
 *
 * @param downloads how many downloads may be asked for
 * @param bytes how large their files may be in all
 */
public record DailyLimits(long downloads, long bytes) {}
