/**
 * What is in an uploaded file, found out by its first bytes and by ffprobe, and how ffmpeg is run:
 * as a child process with limits. Uses {@code catalogue} for its words only.
 */
package tv.natomultimedia.media.ingest.probing;
