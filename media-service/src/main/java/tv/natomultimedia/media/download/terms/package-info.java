/**
 * The terms under which files may be used, and who has accepted which version. May use {@code
 * caller}, {@code catalogue} and {@code representation}.
 */
package tv.natomultimedia.media.download.terms;
