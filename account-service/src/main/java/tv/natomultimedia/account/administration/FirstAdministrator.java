package tv.natomultimedia.account.administration;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.AddressVerified;
import tv.natomultimedia.account.account.Administrators;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.account.Role;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;

/**
 * Makes the configured address an administrator while there is none. Nobody can have that address
 * verified who does not read its mailbox, and once there is an administrator the setting gives
 * nobody anything any more.
 */
@ApplicationScoped
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

    private final Optional<EmailAddress> address;
    private final Accounts accounts;
    private final Administrators administrators;
    private final SecurityEvents securityEvents;
    private final Clock clock;

    FirstAdministrator(
            AdministrationRules rules,
            Accounts accounts,
            Administrators administrators,
            SecurityEvents securityEvents,
            Clock clock) {
        this.address = rules.firstAdministrator().map(FirstAdministrator::parsed);
        this.accounts = accounts;
        this.administrators = administrators;
        this.securityEvents = securityEvents;
        this.clock = clock;
    }

    void verified(@Observes AddressVerified event) {
        if (address.map(EmailAddress::canonical)
                .filter(event.account().address().canonical()::equals)
                .isPresent()) {
            appoint(event.account());
        }
    }

    @Transactional
    void atStart(@Observes StartupEvent starting) {
        address.flatMap(accounts::of).ifPresent(this::appoint);
    }

    private void appoint(Account account) {
        // Nobody queues without need: not everybody who gets here holds no other lock.
        if (!account.isActive() || administrators.exist()) {
            return;
        }
        administrators.queue();
        if (administrators.exist()) {
            return;
        }
        Set<Role> roles = EnumSet.of(Role.ADMIN);
        if (account.has(Role.EDITOR)) {
            roles.add(Role.EDITOR);
        }
        account.giveRoles(roles, clock.instant());
        securityEvents.ofAccount(
                SecurityEventType.ROLES_CHANGED,
                account.id(),
                Origin.NONE,
                Map.of("roles", String.join(" ", account.roles()), "by", "configuration"));
        LOG.infof("Account %s is the first administrator", account.id());
    }

    private static EmailAddress parsed(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "administration.first-administrator is not an e-mail address"));
    }
}
