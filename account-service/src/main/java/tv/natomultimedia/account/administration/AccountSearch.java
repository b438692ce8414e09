package tv.natomultimedia.account.administration;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Role;

/**
 * Finds accounts by a part of their address, name or organisation, by role and by status.
 *
 * @param text compared without regard to case; null for any
 * @param role null for any
 * @param status null for any
 */
record AccountSearch(String text, Role role, Account.Status status) {

    /** As it is indexed: account_by_text. */
    private static final String TEXT =
            "lower((email || E'\\n' || canonical_email || E'\\n' || coalesce(display_name, '')"
                    + " || E'\\n' || coalesce(organisation, '')) COLLATE pg_c_utf8)";

    /** The accounts found, the latest registered first, from after one on (null: the first). */
    List<Account> page(EntityManager entities, UUID after, int count) {
        Query query =
                entities.createNativeQuery(
                        "SELECT * FROM account WHERE "
                                + condition()
                                + (after == null ? "" : " AND id < :after")
                                + " ORDER BY id DESC",
                        Account.class);
        if (after != null) {
            query.setParameter("after", after);
        }
        List<?> found = bound(query).setMaxResults(count).getResultList();
        return found.stream().map(Account.class::cast).toList();
    }

    /** How many there are, counted up to {@code limit} and one more. */
    long count(EntityManager entities, int limit) {
        Query query =
                entities.createNativeQuery(
                                "SELECT count(*) FROM (SELECT 1 FROM account WHERE "
                                        + condition()
                                        + " LIMIT :most) found")
                        .setParameter("most", limit + 1);
        return ((Number) bound(query).getSingleResult()).longValue();
    }

    /** What the list is made of, for its cursors. */
    String fingerprint() {
        return "accounts " + role + " " + status + " " + text;
    }

    private String condition() {
        return "true"
                + (text == null ? "" : " AND " + TEXT + " LIKE lower(:text COLLATE pg_c_utf8)")
                + (role == null ? "" : " AND roles @> string_to_array(:role, ',')")
                + (status == null ? "" : " AND status = :status");
    }

    private Query bound(Query query) {
        if (text != null) {
            query.setParameter("text", "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%");
        }
        if (role != null) {
            query.setParameter("role", role.wireName());
        }
        if (status != null) {
            query.setParameter("status", status.name());
        }
        return query;
    }
}
