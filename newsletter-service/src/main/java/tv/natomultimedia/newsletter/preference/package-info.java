/**
 * What the links in mails lead to: the preference centre and the one-click unsubscription of RFC
 * 8058. Uses {@code subscription}, {@code code} for flows that are called off, {@code link}.
 */
package tv.natomultimedia.newsletter.preference;
