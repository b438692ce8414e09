package tv.natomultimedia.media.download.delivery;

/** Follows the sending of a file from outside. All of it is called on the thread of the request. */
public interface Sending {

    /** Nobody follows. */
    Sending UNWATCHED =
            new Sending() {
                @Override
                public void begins(Cut cut) {}

                @Override
                public void ended(Transfer transfer) {}
            };

    /**
     * Bytes are about to be sent. Not called when another server sends them.
     *
     * @param cut breaks off the sending, at any time and from any thread
     */
    void begins(Cut cut);

    /** It is over, however it went; called once for every 200 and 206. */
    void ended(Transfer transfer);

    /** Breaks off a sending so that the client cannot take what it has for the whole. */
    interface Cut {

        /** Does nothing when the sending is over. */
        void now();
    }
}
