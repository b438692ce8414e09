/**
 * One-time codes, the flows that they confirm, the budgets of their mails and of guesses at them.
 * Uses {@code account} for addresses, {@code secret} and {@code problem}.
 */
package tv.natomultimedia.account.code;
