package tv.natomultimedia.newsletter.subscription;

import java.util.UUID;

/** The accounts that are known to be deleted; an access token outlives its account by minutes. */
public interface GoneAccounts {

    /** Whether an account is gone; news of it waits until the caller's transaction ends. */
    boolean contain(UUID account);
}
