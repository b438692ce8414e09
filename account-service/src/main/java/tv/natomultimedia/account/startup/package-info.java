/**
 * What must hold before the service starts, and the clock. Reads the defaults of {@code password}.
 */
package tv.natomultimedia.account.startup;
