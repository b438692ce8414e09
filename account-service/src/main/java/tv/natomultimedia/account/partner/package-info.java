/**
 * Partner newsrooms: who they are, what their clients may do, and the port to wherever the clients
 * live. Uses {@code revocation}, {@code caller}, {@code audit}, {@code listing}, {@code account}
 * (addresses) and {@code outbox}, and no adapter.
 */
package tv.natomultimedia.account.partner;
