/**
 * Lists by the page, as the API's conventions have them: parameters, cursors, counts and the link
 * to the next page. Uses only {@code secret} and {@code problem}.
 */
package tv.natomultimedia.account.listing;
