/**
 * What is made of an uploaded file, in the background, by whichever instance gets to it: smaller
 * versions and pictures, which appear in the catalogue together. May use {@code probing}, {@code
 * catalogue}, {@code file} and {@code caller}.
 */
package tv.natomultimedia.media.ingest.processing;
