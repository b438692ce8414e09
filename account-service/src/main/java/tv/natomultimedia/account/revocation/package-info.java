/**
 * Which sessions still live, asked for every access token that is presented here, and which tokens
 * ended before their time, for the other services. Uses only {@code problem}.
 */
package tv.natomultimedia.account.revocation;
