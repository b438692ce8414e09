/**
 * What happens to accounts elsewhere and matters here, told by account-service over HTTP. Uses
 * {@code subscription}, {@code optin}, {@code suppression}, {@code consent}, {@code code} and
 * {@code mail}.
 */
package tv.natomultimedia.newsletter.account;
