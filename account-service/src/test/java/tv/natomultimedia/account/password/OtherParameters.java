package tv.natomultimedia.account.password;

/** Hashes as they may have been made in other times. */
public class OtherParameters {

    public String hash(String password) {
        Argon2id other = new Argon2id(64, 1, 1);
        return other.hash(password, other.memoryForOne());
    }
}
