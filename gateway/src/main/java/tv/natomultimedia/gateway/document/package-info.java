/**
 * One OpenAPI document of all public operations, and the page that shows it. May touch {@code
 * upstream}, {@code exchange} and {@code problem}.
 */
package tv.natomultimedia.gateway.document;
