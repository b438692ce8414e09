/** What a password must be and how it is kept. Uses only {@code problem}. */
package tv.natomultimedia.account.password;
