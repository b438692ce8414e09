/**
 * The people: their addresses, profiles and status. Ground for every other room; uses only {@code
 * secret} and {@code problem}.
 */
package tv.natomultimedia.account.account;
