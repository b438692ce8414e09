package tv.natomultimedia.account.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What can be said to the owner of an address. */
public sealed interface Letter {

    /** The code that confirms a registration. */
    record RegistrationCode(UUID flow, String code, Duration lifetime, Instant until)
            implements Letter {}

    /** In its place when the address has an account. */
    record AlreadyRegistered() implements Letter {}

    /** The code that confirms a password reset. */
    record ResetCode(UUID flow, String code, Duration lifetime, Instant until) implements Letter {}

    /** In its place when the address has no account. */
    record NoAccount() implements Letter {}

    /** Notice of a new password. */
    record PasswordChanged(Instant when) implements Letter {}

    /** The code that confirms a new address, for that address. */
    record EmailChangeCode(UUID flow, String code, Duration lifetime, Instant until)
            implements Letter {}

    /** In its place when the new address has an account. */
    record AddressInUse() implements Letter {}

    /** Notice to the present address that another one was asked for. */
    record EmailChangeStarted(Instant when) implements Letter {}

    /**
     * Notice of a new address, to the former and the new one.
     *
     * @param before the former address, masked
     * @param after the new address, masked
     */
    record EmailChanged(Instant when, String before, String after) implements Letter {}

    /**
     * Notice of a login from a network that is new to the account.
     *
     * @param network the IPv4 /24 or IPv6 /56; null when unknown
     * @param device browser and operating system; null when unknown
     */
    record NewNetworkLogin(Instant when, String network, String device) implements Letter {}

    /** Notice of a session that was ended since one of its refresh tokens was used twice. */
    record RefreshTokenReused(Instant when, String network, String device) implements Letter {}

    /** Notice of the end of the account. */
    record AccountDeleted(Instant when) implements Letter {}
}
