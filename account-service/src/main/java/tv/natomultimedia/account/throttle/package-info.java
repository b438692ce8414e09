/**
 * Bounds on guessing at passwords, counted before anything is hashed. Uses only {@code secret} and
 * {@code problem}.
 */
package tv.natomultimedia.account.throttle;
