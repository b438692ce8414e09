/** What must hold before the service starts, and the clock. Uses no other room. */
package tv.natomultimedia.newsletter.startup;
