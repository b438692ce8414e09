package tv.natomultimedia.account.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;

/** The adapters there are, by name. */
@ApplicationScoped
class Adapters {

    private final Map<String, PartnerClients> byName;
    private final String ofNewPartners;

    @Inject
    Adapters(@Any Instance<PartnerClients> all, PartnerRules rules) {
        this(all.stream(), rules.adapter());
    }

    /** These adapters, of which the named one is for new partners. */
    Adapters(Stream<PartnerClients> all, String ofNewPartners) {
        byName =
                all.collect(
                        Collectors.toUnmodifiableMap(PartnerClients::name, Function.identity()));
        this.ofNewPartners = ofNewPartners;
        if (!byName.containsKey(ofNewPartners)) {
            throw new IllegalStateException(
                    "partners.adapter must be one of "
                            + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    /** Where the clients of new partners are made. */
    String ofNewPartners() {
        return ofNewPartners;
    }

    /**
     * The adapter of a partner.
     *
     * @throws Unavailable when this version has none of that name
     */
    PartnerClients named(String name) {
        PartnerClients found = byName.get(name);
        if (found == null) {
            throw new Unavailable("There is no adapter " + name, null);
        }
        return found;
    }
}
