package tv.natomultimedia.newsletter.list;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.problem.Violation;

/** All lists. There are a handful, so that every question reads them all. */
@ApplicationScoped
public class MailingLists implements PanacheRepositoryBase<MailingList, UUID> {

    /** All of them, in their order. */
    public List<MailingList> inOrder() {
        return list("ORDER BY position");
    }

    /** What somebody gets who names none: the default lists in their language. */
    public List<MailingList> defaultsFor(SpokenLocale locale) {
        String language = locale.language().name().toLowerCase(Locale.ROOT);
        return inOrder().stream()
                .filter(list -> list.isDefault() && list.language().equals(language))
                .toList();
    }

    /**
     * The lists with these slugs, each once.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code validation-failed}, one
     *     violation for each that does not exist
     */
    public List<MailingList> named(List<String> slugs) {
        Map<String, MailingList> known =
                inOrder().stream()
                        .collect(Collectors.toMap(MailingList::slug, Function.identity()));
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < slugs.size(); i++) {
            if (!known.containsKey(slugs.get(i))) {
                unknown.add(Violation.of(Violation.In.BODY, "/lists/" + i, "unknown-list"));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, unknown);
        }
        return slugs.stream().distinct().map(known::get).toList();
    }

    /** Those of the lists that have one of these ids, in their order. */
    public List<MailingList> withIds(Collection<UUID> ids) {
        return inOrder().stream().filter(list -> ids.contains(list.id())).toList();
    }
}
