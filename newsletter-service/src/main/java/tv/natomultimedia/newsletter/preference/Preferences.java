package tv.natomultimedia.newsletter.preference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import tv.natomultimedia.newsletter.consent.Act;
import tv.natomultimedia.newsletter.consent.Means;
import tv.natomultimedia.newsletter.link.MailLinks;
import tv.natomultimedia.newsletter.list.MailingList;
import tv.natomultimedia.newsletter.list.MailingLists;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.subscription.Subscriber;
import tv.natomultimedia.newsletter.subscription.Subscribers;
import tv.natomultimedia.newsletter.subscription.Subscribing;

/** What somebody does who followed the preference link of a mail. */
@ApplicationScoped
class Preferences {

    private final MailLinks links;
    private final Subscribers subscribers;
    private final Subscribing subscribing;
    private final MailingLists lists;

    Preferences(
            MailLinks links, Subscribers subscribers, Subscribing subscribing, MailingLists lists) {
        this.links = links;
        this.subscribers = subscribers;
        this.subscribing = subscribing;
        this.lists = lists;
    }

    /** What the token opens. */
    @Transactional
    PreferencesView of(String token) {
        return view(opened(token));
    }

    /** Makes the subscription what it is to be. */
    @Transactional
    PreferencesView change(
            String token, List<String> slugs, Optional<SpokenLocale> locale, String network) {
        Subscriber subscriber = opened(token);
        List<MailingList> chosen = lists.named(slugs);
        locale.ifPresent(spoken -> subscribing.speak(subscriber, spoken));
        subscribing.replace(subscriber, chosen, new Act(Means.PREFERENCE_LINK, network));
        return view(subscriber);
    }

    /** Ends everything. The link still opens the preference centre, empty. */
    @Transactional
    void end(String token, String network) {
        subscribing.endAll(opened(token), new Act(Means.PREFERENCE_LINK, network));
    }

    private PreferencesView view(Subscriber subscriber) {
        return PreferencesView.of(subscriber.address().masked(), subscribing.view(subscriber));
    }

    private Subscriber opened(String token) {
        return links.readPreferences(token)
                .flatMap(
                        key ->
                                subscribers
                                        .knownAsLocked(key.subscriber())
                                        .filter(
                                                found ->
                                                        found.preferencesKey().generation()
                                                                == key.generation()))
                .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
    }
}
