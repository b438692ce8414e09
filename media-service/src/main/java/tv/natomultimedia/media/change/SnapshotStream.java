package tv.natomultimedia.media.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.catalogue.MediaItem;

/**
 * All published items, one a line. They are read piece by piece, each in a transaction of its own,
 * the next when the last has been taken: however slow the reader, it costs the memory of one piece
 * and no connection to the database. The last line says that it is the last.
 */
final class SnapshotStream implements StreamingOutput {

    private static final Logger LOG = Logger.getLogger(SnapshotStream.class);
    private static final int PIECE = 100;

    private final ChangePages pages;
    private final ObjectMapper json;
    private final ChangeCursors.InSnapshot from;
    private final SnapshotPage first;

    /** The first piece is read at once, so that what can be refused is refused in time. */
    SnapshotStream(ChangePages pages, ObjectMapper json, ChangeCursors.InSnapshot from) {
        this.pages = pages;
        this.json = json;
        this.from = from;
        this.first = pages.snapshot(from.start(), from.last(), PIECE);
    }

    /** The first line. */
    private record Beginning(String changesCursor) {}

    /** A line in the middle. */
    private record Line(MediaItem item) {}

    /** The last line. */
    private record End(String changesCursor, boolean complete, long itemCount) {}

    /** A reader who goes away in the middle is nobody's fault. */
    @Override
    public void write(OutputStream output) {
        try {
            tell(output);
        } catch (IOException readerGone) {
            LOG.debug("A reader of the snapshot went away.", readerGone);
        }
    }

    private void tell(OutputStream output) throws IOException {
        long told = 0;
        line(output, new Beginning(first.changesCursor()));
        SnapshotPage piece = first;
        while (true) {
            for (MediaItem item : piece.items()) {
                line(output, new Line(item));
            }
            told += piece.items().size();
            if (piece.nextCursor() == null) {
                break;
            }
            UUID last = piece.items().getLast().id();
            piece = pages.snapshot(from.start(), last, PIECE);
        }
        line(output, new End(first.changesCursor(), true, told));
    }

    private void line(OutputStream output, Object content) throws IOException {
        output.write(json.writeValueAsBytes(content));
        output.write('\n');
    }
}
