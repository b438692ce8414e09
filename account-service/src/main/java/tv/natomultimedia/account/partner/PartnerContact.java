package tv.natomultimedia.account.partner;

/** Where a partner's people are written to; apart from what every call has to know. */
record PartnerContact(String contactEmail) {

    static PartnerContact of(Partner partner) {
        return new PartnerContact(PartnerDocument.from(partner).contactEmail());
    }
}
