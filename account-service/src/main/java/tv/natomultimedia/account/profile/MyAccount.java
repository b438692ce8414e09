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
import tv.natomultimedia.account.account.Administrators;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.account.Role;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.code.CodeFlows;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.mail.Letter;
import tv.natomultimedia.account.mail.Post;
import tv.natomultimedia.account.notification.Notifications;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.profile.OwnPassword.Credentials;
import tv.natomultimedia.account.profile.email.EmailChanges;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.session.Sessions;

/** What people do with their own account. */
@ApplicationScoped
class MyAccount {

    private final Accounts accounts;
    private final Sessions sessions;
    private final CodeFlows flows;
    private final EmailChanges emailChanges;
    private final Administrators administrators;
    private final Revocations revocations;
    private final SecurityEvents events;
    private final Notifications notifications;
    private final Post post;
    private final Clock clock;

    MyAccount(
            Accounts accounts,
            Sessions sessions,
            CodeFlows flows,
            EmailChanges emailChanges,
            Administrators administrators,
            Revocations revocations,
            SecurityEvents events,
            Notifications notifications,
            Post post,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.flows = flows;
        this.emailChanges = emailChanges;
        this.administrators = administrators;
        this.revocations = revocations;
        this.events = events;
        this.notifications = notifications;
        this.post = post;
        this.clock = clock;
    }

    @Transactional
    AccountView view(UUID id) {
        return AccountView.from(accounts.findByIdOptional(id).orElseThrow(MyAccount::gone));
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
    void changePassword(Person person, Credentials checked, String newHash, Origin origin) {
        Account account = unchanged(person.accountId(), checked);
        Instant now = clock.instant();
        account.changePassword(newHash, now);
        sessions.endOthersForNewPassword(person.accountId(), person.sessionId());
        events.ofAccount(SecurityEventType.PASSWORD_CHANGED, account.id(), origin);
        post.send(
                account.address(), Language.of(account.locale()), new Letter.PasswordChanged(now));
    }

    /**
     * Removes the account with everything that tells of the person; the other services hear of it
     * from the outbox.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code last-administrator}
     */
    @Transactional
    void delete(UUID id, Credentials checked) {
        boolean administrator = administrators.queueIfOne(id);
        // Flows before the account, in the order in which whoever confirms one locks them.
        flows.forget(checked.address());
        emailChanges.forget(id);
        Account account = unchanged(id, checked);
        if (account.has(Role.ADMIN) && !administrator) {
            throw Problems.of(ProblemType.CONFLICT);
        }
        administrators.requireAnotherThan(account);
        notifications.deleted(account);
        post.withdraw(account.address());
        post.send(
                account.address(),
                Language.of(account.locale()),
                new Letter.AccountDeleted(clock.instant()));
        sessions.endAllForDeletion(id);
        revocations.accountEnded(id, account.tokensNotBefore());
        events.forget(id);
        events.ofAccount(SecurityEventType.ACCOUNT_DELETED, id, Origin.NONE);
        accounts.delete(account);
    }

    private Account locked(UUID id) {
        return accounts.locked(id).orElseThrow(MyAccount::gone);
    }

    /** The account, if address and password are still those that were checked before the lock. */
    private Account unchanged(UUID id, Credentials checked) {
        Account account = locked(id);
        if (!checked.areOf(account)) {
            throw Problems.of(ProblemType.CONFLICT);
        }
        return account;
    }

    private static RuntimeException gone() {
        return Problems.of(ProblemType.NOT_FOUND);
    }
}
