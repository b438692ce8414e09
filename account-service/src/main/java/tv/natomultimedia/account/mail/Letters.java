package tv.natomultimedia.account.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.account.audit.Origin;

/**
 * Writes letters out, in a language, as text and as HTML. Subjects never hold a code.
 *
 * <p>The words of a letter are in {@code templates/mail/<language>/<letter>.txt}, which begins with
 * its subject, and {@code .html}. What they may name is given here, once for all languages.
 */
@ApplicationScoped
class Letters {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private static final int REFERENCE_DIGITS = 4;

    private final Engine templates;
    private final String portal;
    private final String verify;
    private final String reset;

    Letters(
            Engine templates,
            @ConfigProperty(name = "frontend.url") String portal,
            @ConfigProperty(name = "frontend.verify") String verify,
            @ConfigProperty(name = "frontend.reset") String reset) {
        this.templates = templates;
        this.portal = portal;
        this.verify = verify;
        this.reset = reset;
    }

    /** A letter ready to be sent. */
    record Written(String subject, String text, String html) {}

    /** What asked for a letter, and when. */
    record Asked(Instant at, Origin origin) {}

    Written write(Letter letter, Language language, Asked asked) {
        Map<String, Object> values = new HashMap<>();
        values.put("portal", portal);
        values.put("reset", reset);
        values.put("asked", time(asked.at()));
        values.put("network", asked.origin().network());
        values.put("device", asked.origin().device());
        values.putAll(valuesOf(letter));
        if (language == Language.FRENCH) {
            values.computeIfPresent("device", (name, device) -> inFrench((String) device));
        }
        Template text = template(letter, language, "txt");
        return new Written(
                text.getFragment("subject").instance().render().strip(),
                text.render(values),
                template(letter, language, "html").render(values));
    }

    /**
     * What the templates of a letter may name, beside {@code portal}, {@code reset} and the time
     * ({@code asked}), {@code network} and {@code device} of the request, null when unknown.
     */
    private Map<String, Object> valuesOf(Letter letter) {
        return switch (letter) {
            case Letter.RegistrationCode(
                            UUID flow,
                            String code,
                            Duration lifetime,
                            Instant until) ->
                    code(code, verify, flow, lifetime, until);
            case Letter.AlreadyRegistered known -> Map.of();
            case Letter.ResetCode(UUID flow, String code, Duration lifetime, Instant until) ->
                    code(code, reset, flow, lifetime, until);
            case Letter.NoAccount unknown -> Map.of();
            case Letter.PasswordChanged(Instant when) -> Map.of("when", time(when));
            case Letter.EmailChangeCode(
                            UUID flow,
                            String code,
                            Duration lifetime,
                            Instant until) -> {
                Map<String, Object> values =
                        new HashMap<>(code(code, verify, flow, lifetime, until));
                values.put("link", link(verify, flow) + "&kind=email-change");
                yield values;
            }
            case Letter.AddressInUse known -> Map.of();
            case Letter.EmailChangeStarted(Instant when) -> Map.of("when", time(when));
            case Letter.EmailChanged(Instant when, String before, String after) ->
                    Map.of("when", time(when), "before", before, "after", after);
            case Letter.NewNetworkLogin(Instant when, String network, String device) ->
                    where(when, network, device);
            case Letter.RefreshTokenReused(Instant when, String network, String device) ->
                    where(when, network, device);
            case Letter.AccountDeleted(Instant when) -> Map.of("when", time(when));
        };
    }

    private static Map<String, Object> where(Instant when, String network, String device) {
        Map<String, Object> values = new HashMap<>();
        values.put("when", time(when));
        values.put("network", network);
        values.put("device", device);
        return values;
    }

    private static Map<String, Object> code(
            String code, String page, UUID flow, Duration lifetime, Instant until) {
        return Map.of(
                "code", code,
                "link", link(page, flow),
                "reference", reference(flow),
                "minutes", lifetime.toMinutes(),
                "until", time(until));
    }

    /** Named for the letter: {@code mail/en/resetCode.txt}. */
    private Template template(Letter letter, Language language, String format) {
        String name = letter.getClass().getSimpleName();
        return templates.getTemplate(
                "mail/%s/%s%s.%s"
                        .formatted(
                                language.tag(),
                                Character.toLowerCase(name.charAt(0)),
                                name.substring(1),
                                format));
    }

    private static String link(String page, UUID flow) {
        return page + "?flow=" + flow;
    }

    /**
     * What a page can show beside a code to say which mail it waits for: the end of the flow's id.
     */
    private static String reference(UUID flow) {
        String id = flow.toString();
        return id.substring(id.length() - REFERENCE_DIGITS).toUpperCase(Locale.ROOT);
    }

    private static String inFrench(String device) {
        return device == null ? null : device.replace(" on ", " sur ");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
