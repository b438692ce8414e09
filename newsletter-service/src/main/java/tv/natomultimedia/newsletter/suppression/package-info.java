/**
 * Addresses that are never mailed, whatever anybody asks for. Uses {@code address} and {@code
 * secret}.
 */
package tv.natomultimedia.newsletter.suppression;
