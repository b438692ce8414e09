package tv.natomultimedia.media.taxonomy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.IdOrSlug;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** What the three taxonomies answer alike. */
@ApplicationScoped
class TaxonomyPages {

    private final Terms terms;
    private final Cursors cursors;
    private final NextPage nextPage;
    private final Representations representations;

    TaxonomyPages(
            Terms terms, Cursors cursors, NextPage nextPage, Representations representations) {
        this.terms = terms;
        this.cursors = cursors;
        this.nextPage = nextPage;
        this.representations = representations;
    }

    @Transactional
    Response page(Terms.Kind kind, UriInfo uri, HttpHeaders request) {
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        String after = cursor.map(text -> cursors.open(kind.name(), text).getFirst()).orElse("");
        List<Term> found = terms.after(kind, after, limit + 1);
        boolean more = found.size() > limit;
        List<Term> shown = more ? found.subList(0, limit) : found;
        String next = more ? cursors.seal(kind.name(), List.of(shown.getLast().slug())) : null;
        Response answer =
                representations.answer(
                        request, Format.JSON, new TermPage(shown, next, terms.total(kind)));
        return nextPage.linked(answer, uri, next);
    }

    @Transactional
    Response one(Terms.Kind kind, String idOrSlug, HttpHeaders request) {
        Optional<Term> found =
                switch (IdOrSlug.read("idOrSlug", idOrSlug)) {
                    case IdOrSlug.Id(UUID id) -> terms.withId(kind, id);
                    case IdOrSlug.Slug(String slug) -> terms.withSlug(kind, slug);
                };
        return representations.answer(
                request, Format.JSON, found.orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND)));
    }
}
