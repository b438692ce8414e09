package tv.natomultimedia.account.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.Administrators;
import tv.natomultimedia.account.account.Role;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.notification.Notifications;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.session.Sessions;

/** Changing what other people may do. Every change names the administrator in the audit trail. */
@ApplicationScoped
class Administration {

    private final Accounts accounts;
    private final Administrators administrators;
    private final Sessions sessions;
    private final Revocations revocations;
    private final Notifications notifications;
    private final SecurityEvents securityEvents;
    private final Clock clock;

    Administration(
            Accounts accounts,
            Administrators administrators,
            Sessions sessions,
            Revocations revocations,
            Notifications notifications,
            SecurityEvents securityEvents,
            Clock clock) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.sessions = sessions;
        this.revocations = revocations;
        this.notifications = notifications;
        this.securityEvents = securityEvents;
        this.clock = clock;
    }

    /** A page of accounts, one more than was asked for when there is another. */
    record Found(List<ManagedAccount> accounts, long counted) {}

    @Transactional
    Found find(AccountSearch search, UUID after, int count, int mostCounted) {
        return new Found(
                search.page(accounts.getEntityManager(), after, count).stream()
                        .map(ManagedAccount::from)
                        .toList(),
                search.count(accounts.getEntityManager(), mostCounted));
    }

    @Transactional
    ManagedAccount get(UUID id) {
        return ManagedAccount.from(accounts.findByIdOptional(id).orElseThrow(Administration::none));
    }

    /**
     * Changes status and roles. Of administrators who suspend each other at once the first one
     * wins: the second is none any more by then.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 {@code insufficient-role} when the
     *     administrator is none any more, 404, 409 {@code last-administrator}
     */
    @Transactional
    ManagedAccount change(UUID administrator, UUID id, Standing wanted, Origin origin) {
        administrators.queue();
        boolean entitled =
                accounts.findByIdOptional(administrator)
                        .filter(Account::isActive)
                        .filter(account -> account.has(Role.ADMIN))
                        .isPresent();
        if (!entitled) {
            throw Problems.of(ProblemType.INSUFFICIENT_ROLE);
        }
        Account account = accounts.lockedAnew(id).orElseThrow(Administration::none);
        boolean suspends = wanted.status() == Account.Status.SUSPENDED && account.isActive();
        boolean reinstates = wanted.status() == Account.Status.ACTIVE && !account.isActive();
        boolean demotes = wanted.roles() != null && !wanted.roles().contains(Role.ADMIN);
        if (suspends || demotes) {
            administrators.requireAnotherThan(account);
        }
        Acting acting = new Acting(account, administrator, origin);
        if (wanted.roles() != null) {
            giveRoles(acting, wanted.roles());
        }
        if (suspends) {
            suspend(acting);
        }
        if (reinstates) {
            reinstate(acting);
        }
        return ManagedAccount.from(account);
    }

    private record Acting(Account account, UUID administrator, Origin origin) {}

    /**
     * More roles come with the next access token; a role that is taken away ends with all tokens.
     */
    private void giveRoles(Acting acting, Set<Role> wanted) {
        Account account = acting.account();
        List<String> before = account.roles();
        account.giveRoles(wanted, clock.instant());
        if (Set.copyOf(before).equals(Set.copyOf(account.roles()))) {
            return;
        }
        if (!account.roles().containsAll(before)) {
            endTokens(account);
        }
        record(
                SecurityEventType.ROLES_CHANGED,
                acting,
                Map.of(
                        "before",
                        String.join(" ", before),
                        "roles",
                        String.join(" ", account.roles())));
    }

    private void suspend(Acting acting) {
        Account account = acting.account();
        account.suspend(clock.instant());
        sessions.endAllForSuspension(account.id());
        endTokens(account);
        notifications.suspended(account);
        record(SecurityEventType.ACCOUNT_SUSPENDED, acting, Map.of());
    }

    private void endTokens(Account account) {
        account.tokensEnded(revocations.accountEnded(account.id(), account.tokensNotBefore()));
    }

    private void reinstate(Acting acting) {
        acting.account().reinstate(clock.instant());
        notifications.reinstated(acting.account());
        record(SecurityEventType.ACCOUNT_REINSTATED, acting, Map.of());
    }

    private void record(SecurityEventType type, Acting acting, Map<String, String> detail) {
        securityEvents.byAdministrator(
                type, acting.account().id(), acting.administrator(), acting.origin(), detail);
    }

    private static RuntimeException none() {
        return Problems.of(ProblemType.NOT_FOUND);
    }
}
