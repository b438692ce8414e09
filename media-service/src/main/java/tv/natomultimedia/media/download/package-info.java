/**
 * Links to files, the bytes behind them and the history of both. May use {@code catalogue}, {@code
 * file}, {@code listing}, {@code representation}, {@code caller} and its own {@code
 * download.delivery} and {@code download.terms}.
 */
package tv.natomultimedia.media.download;
