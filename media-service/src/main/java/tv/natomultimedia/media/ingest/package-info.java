/**
 * How files come into the catalogue: uploads, a look into them, and what is made of them. May use
 * {@code catalogue}, {@code file} and {@code caller}.
 */
package tv.natomultimedia.media.ingest;
