/**
 * Which sessions still live, asked for every access token that is presented here. Uses no other
 * room.
 */
package tv.natomultimedia.account.revocation;
