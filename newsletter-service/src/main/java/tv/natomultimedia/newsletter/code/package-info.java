/**
 * One-time codes and the flows that they confirm. Uses {@code address}, {@code secret}, {@code
 * throttle} and {@code problem}.
 */
package tv.natomultimedia.newsletter.code;
