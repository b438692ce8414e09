package tv.natomultimedia.media.download;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Downloads as CSV (RFC 4180). Titles and file names are written by others: a cell that a
 * spreadsheet would take for a formula is disarmed by an apostrophe.
 */
final class DownloadTable {

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private DownloadTable() {}

    static String of(List<DownloadView> downloads) {
        StringBuilder table = new StringBuilder();
        row(
                table,
                "id",
                "itemId",
                "itemTitle",
                "renditionId",
                "renditionName",
                "filename",
                "sizeBytes",
                "sha256",
                "createdAt",
                "expiresAt",
                "bytesSent",
                "completed");
        for (DownloadView download : downloads) {
            row(
                    table,
                    download.id(),
                    download.item().id(),
                    download.item().title(),
                    download.rendition().id(),
                    download.rendition().name(),
                    download.rendition().filename(),
                    download.rendition().sizeBytes(),
                    download.rendition().sha256(),
                    download.createdAt(),
                    download.expiresAt(),
                    download.bytesSent(),
                    download.completed());
        }
        return table.toString();
    }

    private static void row(StringBuilder table, Object... values) {
        StringJoiner cells = new StringJoiner(",", "", LINE_END);
        Stream.of(values).map(value -> cell(value.toString())).forEach(cells::add);
        table.append(cells);
    }

    static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
        String harmless = formula ? "'" + value : value;
        return harmless.matches("(?s).*[\",\r\n].*")
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
