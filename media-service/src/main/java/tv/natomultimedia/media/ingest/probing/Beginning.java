package tv.natomultimedia.media.ingest.probing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The first bytes of a file. */
final class Beginning {

    private final byte[] bytes;

    Beginning(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean has(int offset, String hex) {
        byte[] wanted = HexFormat.of().parseHex(hex);
        if (bytes.length < offset + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    boolean says(int offset, String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        return has(offset, HexFormat.of().formatHex(wanted));
    }

    /** An atom of QuickTime or MPEG-4 that may come first. */
    boolean isAtom() {
        for (String type : new String[] {"ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"}) {
            if (says(4, type)) {
                return true;
            }
        }
        return false;
    }

    /** Files without a brand are from before there were brands. */
    boolean isQuickTime() {
        return isAtom() && (!says(4, "ftyp") || says(8, "qt  "));
    }

    boolean isMatroska(String documentType) {
        return has(0, "1a45dfa3")
                && new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1)
                        .contains(documentType);
    }

    /** A packet of a transport stream, and two more where they must be. */
    boolean isTransportStream(int start, int packet) {
        return has(start, "47") && has(start + packet, "47") && has(start + 2 * packet, "47");
    }

    /** The head of a frame of layer III: eleven bits set, then version and layer. */
    boolean isLayerThree() {
        return bytes.length > 1
                && bytes[0] == (byte) 0xff
                && (bytes[1] & 0xe0) == 0xe0
                && (bytes[1] & 0x06) == 0x02;
    }
}
