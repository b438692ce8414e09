/**
 * Links in mails and the tokens in them, which need no login and cannot be guessed. Uses {@code
 * secret}.
 */
package tv.natomultimedia.newsletter.link;
