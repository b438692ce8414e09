package tv.natomultimedia.media.catalogue;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;

/**
 * The text of an item in its two forms.
 *
 * @param html with nothing in it but the markup of a text: safe in anybody's page
 * @param text the same without markup, paragraphs parted by empty lines
 */
public record StoryText(String html, String text) {

    private static final Safelist MARKUP =
            Safelist.none()
                    .addTags(
                            "p",
                            "br",
                            "h2",
                            "h3",
                            "h4",
                            "strong",
                            "em",
                            "b",
                            "i",
                            "ul",
                            "ol",
                            "li",
                            "blockquote",
                            "cite",
                            "a",
                            "figure",
                            "figcaption",
                            "abbr",
                            "sub",
                            "sup")
                    .addAttributes("a", "href")
                    .addProtocols("a", "href", "http", "https", "mailto")
                    .addEnforcedAttribute("a", "rel", "noopener noreferrer");

    /** Begins where white space begins, so that a long run of it is walked once only. */
    private static final String EMPTY_LINES = "(?<![ \\t])[ \\t]*\\n\\s*\\n\\s*";

    private static final Document.OutputSettings AS_WRITTEN =
            new Document.OutputSettings().prettyPrint(false);

    /** From HTML that somebody wrote. */
    public static StoryText of(String html) {
        String safe = Jsoup.clean(html, "", MARKUP, AS_WRITTEN);
        Document document = Jsoup.parseBodyFragment(safe);
        for (Element block : document.select("p, h2, h3, h4, li, blockquote, figcaption")) {
            block.appendText("\n\n");
        }
        document.select("br").forEach(lineBreak -> lineBreak.replaceWith(new TextNode("\n")));
        String text = document.body().wholeText().replaceAll(EMPTY_LINES, "\n\n").strip();
        return new StoryText(safe, text);
    }
}
