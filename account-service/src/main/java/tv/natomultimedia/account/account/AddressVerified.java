package tv.natomultimedia.account.account;

/**
 * Somebody has just proved that an address is theirs; observed in the transaction in which the
 * account gets it.
 */
public record AddressVerified(Account account) {}
