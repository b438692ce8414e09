package tv.natomultimedia.account.secret;

import java.util.List;
import java.util.Optional;

/** Vaults of replicas that are configured otherwise. */
public final class OtherVault {

    private OtherVault() {}

    /** A vault that seals under the first key and opens what was sealed under any. */
    public static Vault under(String present, String... previous) {
        return new Vault(
                present, previous.length == 0 ? Optional.empty() : Optional.of(List.of(previous)));
    }
}
