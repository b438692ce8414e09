package tv.natomultimedia.media.download;

import tv.natomultimedia.media.download.quota.DailyLimits;

/**
 * Who downloads.
 *
 * @param principal under what name
 * @param limits how much a day
 */
record Downloader(String principal, DailyLimits limits) {}
