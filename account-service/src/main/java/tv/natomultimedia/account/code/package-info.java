/**
 * One-time codes, the flows that they confirm and the budgets of their mails. Uses {@code account}
 * for addresses, {@code secret} and {@code problem}.
 */
package tv.natomultimedia.account.code;
