/**
 * The suite as its users see it: knows URLs and credentials only, starts everything with the
 * launcher or is pointed at a running suite ({@link tv.natomultimedia.gateway.suite.Suite}).
 */
package tv.natomultimedia.gateway.suite;
