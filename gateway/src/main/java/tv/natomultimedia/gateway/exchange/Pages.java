package tv.natomultimedia.gateway.exchange;

import java.util.List;

/** A room that answers some addresses itself. */
public interface Pages {

    /** The addresses that it answers. */
    List<Page> pages();
}
