/**
 * Changing one's address, confirmed by a code that is mailed to the new one. Uses what {@code
 * profile} may use.
 */
package tv.natomultimedia.account.profile.email;
