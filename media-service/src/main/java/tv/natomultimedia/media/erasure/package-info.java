/**
 * People who leave, and what is kept of those who ask: told and asked by account-service. May use
 * {@code download}, {@code download.quota}, {@code download.terms}, {@code ingest.upload}, {@code
 * editing}, {@code webhook} and {@code caller}.
 */
package tv.natomultimedia.media.erasure;
