package tv.natomultimedia.media.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML 1.0. Attributes whose value is null, and elements whose text is null, are left out.
 * Characters that XML cannot hold, not even escaped, are dropped: one of them in a title would make
 * the feed unreadable as a whole.
 */
final class Xml {

    private static final IntPredicate ALLOWED =
            point ->
                    point == '\t'
                            || point == '\n'
                            || point == '\r'
                            || (point >= 0x20 && point <= 0xD7FF)
                            || (point >= 0xE000 && point <= 0xFFFD)
                            || point >= 0x10000;

    /** Written as characters: the writer of the platform breaks pairs of surrogates as bytes. */
    private final StringWriter text = new StringWriter();

    private final XMLStreamWriter writer;

    Xml() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Begins an element; names are written as they are, prefixes included. */
    Xml open(String name, Object... attributes) {
        try {
            writer.writeStartElement(name);
            writeAttributes(attributes);
            return this;
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Ends the element begun last. */
    Xml close() {
        try {
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** An element without content. */
    Xml empty(String name, Object... attributes) {
        try {
            writer.writeEmptyElement(name);
            writeAttributes(attributes);
            return this;
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** An element with text. */
    Xml text(String name, Object content, Object... attributes) {
        if (content == null) {
            return this;
        }
        open(name, attributes);
        try {
            writer.writeCharacters(clean(content.toString()));
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        return close();
    }

    /** The document, its elements closed. */
    byte[] bytes() {
        try {
            writer.writeEndDocument();
            writer.close();
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void writeAttributes(Object... attributes) throws XMLStreamException {
        for (int index = 0; index < attributes.length; index += 2) {
            if (attributes[index + 1] != null) {
                writer.writeAttribute(
                        (String) attributes[index], clean(attributes[index + 1].toString()));
            }
        }
    }

    static String clean(String text) {
        return text.codePoints().allMatch(ALLOWED)
                ? text
                : text.codePoints()
                        .filter(ALLOWED)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }
}
