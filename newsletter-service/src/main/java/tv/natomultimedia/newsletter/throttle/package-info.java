/**
 * How many mails strangers may cause to one address. Uses {@code address}, {@code secret} and
 * {@code problem}.
 */
package tv.natomultimedia.newsletter.throttle;
