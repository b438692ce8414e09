/** What one can subscribe to. Uses {@code mail} for languages and {@code problem}. */
package tv.natomultimedia.newsletter.list;
