/**
 * Everything that the suite keeps of a person, as one document. Uses what {@code profile} may use,
 * and {@code token} to ask the other services.
 */
package tv.natomultimedia.account.profile.export;
