package tv.natomultimedia.account.password;

/** Hashes as they may have been made in other times. */
public class OtherParameters {

    public String hash(String password) {
        return new Argon2id(64, 1, 1).hash(password);
    }
}
