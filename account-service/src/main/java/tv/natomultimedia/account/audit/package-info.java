/**
 * The trail of security events: appended to in the transaction of what happened, never altered.
 * Usable by every room; uses only {@code secret} and {@code problem}.
 */
package tv.natomultimedia.account.audit;
