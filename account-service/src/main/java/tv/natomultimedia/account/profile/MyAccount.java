package tv.natomultimedia.account.profile;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.AccountView;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.code.CodeFlows;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.mail.Letter;
import tv.natomultimedia.account.mail.Post;
import tv.natomultimedia.account.notification.Notifications;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.session.Sessions;

/** What people do with their own account. */
@ApplicationScoped
class MyAccount {

    private final Accounts accounts;
    private final Sessions sessions;
    private final CodeFlows flows;
    private final Notifications notifications;
    private final Post post;
    private final Clock clock;

    MyAccount(
            Accounts accounts,
            Sessions sessions,
            CodeFlows flows,
            Notifications notifications,
            Post post,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.flows = flows;
        this.notifications = notifications;
        this.post = post;
        this.clock = clock;
    }

    /** What a password is checked against. */
    record Credentials(EmailAddress address, String passwordHash, Instant passwordSetAt) {}

    @Transactional
    AccountView view(UUID id) {
        return AccountView.from(accounts.findByIdOptional(id).orElseThrow(MyAccount::gone));
    }

    @Transactional
    Credentials credentials(UUID id) {
        Account account = accounts.findByIdOptional(id).orElseThrow(MyAccount::gone);
        return new Credentials(
                account.address(), account.passwordHash(), account.passwordChangedAt());
    }

    @Transactional
    AccountView patch(UUID id, JsonNode patch) {
        Account account = locked(id);
        Profile before = account.profile();
        Profile after = new ProfilePatch(patch).applyTo(before);
        account.describe(after, clock.instant());
        if (!Objects.equals(before.locale(), after.locale())) {
            notifications.localeChanged(account);
        }
        return AccountView.from(account);
    }

    /** Replaces the password that was just checked; every other session ends. */
    @Transactional
    void changePassword(Person person, String checkedHash, String newHash) {
        Account account = unchanged(person.accountId(), checkedHash);
        Instant now = clock.instant();
        account.changePassword(newHash, now);
        sessions.endOthersForNewPassword(person.accountId(), person.sessionId());
        post.send(
                account.address(), Language.of(account.locale()), new Letter.PasswordChanged(now));
    }

    /**
     * Removes the account with its sessions and flows; the other services hear of it from the
     * outbox.
     */
    @Transactional
    void delete(UUID id, String checkedHash) {
        Account account = unchanged(id, checkedHash);
        notifications.deleted(account);
        post.send(
                account.address(),
                Language.of(account.locale()),
                new Letter.AccountDeleted(clock.instant()));
        flows.forget(account.address());
        accounts.delete(account);
    }

    private Account locked(UUID id) {
        return accounts.locked(id).orElseThrow(MyAccount::gone);
    }

    /** The account, if its password is still the one that was checked before the lock. */
    private Account unchanged(UUID id, String checkedHash) {
        Account account = locked(id);
        if (!account.passwordHash().equals(checkedHash)) {
            throw Problems.of(ProblemType.CONFLICT);
        }
        return account;
    }

    private static RuntimeException gone() {
        return Problems.of(ProblemType.NOT_FOUND);
    }
}
