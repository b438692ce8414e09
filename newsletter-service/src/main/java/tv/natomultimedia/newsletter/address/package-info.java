/** E-mail addresses and what makes two of them the same mailbox. Uses no other room. */
package tv.natomultimedia.newsletter.address;
