/**
 * Links to files, the bytes behind them and the history of both. May use {@code catalogue}, {@code
 * file}, {@code listing}, {@code representation}, {@code caller}, {@code partner} and its own
 * {@code download.delivery}, {@code download.quota} and {@code download.terms}.
 */
package tv.natomultimedia.media.download;
