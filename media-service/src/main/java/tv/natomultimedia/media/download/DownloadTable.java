package tv.natomultimedia.media.download;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Downloads as CSV (RFC 4180). Titles and file names are written by others: a cell that a
 * spreadsheet would take for a formula is disarmed by an apostrophe.
 */
final class DownloadTable {

    static final String CSV = "text/csv";

    private static final MediaType CSV_TYPE =
            MediaType.valueOf(CSV + "; charset=UTF-8; header=present");
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private DownloadTable() {}

    /**
     * Whether a table is preferred to JSON: whichever comes first in the order of preference; JSON
     * for those with none.
     */
    static boolean isPreferred(HttpHeaders request) {
        return request.getAcceptableMediaTypes().stream()
                .filter(
                        type ->
                                type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                                        || type.isCompatible(CSV_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    /** A table as a file to keep. */
    static Response.ResponseBuilder answer(String table, String filename) {
        return Response.ok(table, CSV_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + filename + "\"");
    }

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

    static String ofItem(List<ItemDownloads.Line> lines) {
        StringBuilder table = new StringBuilder();
        row(
                table,
                "id",
                "downloaderKind",
                "downloaderId",
                "organisation",
                "renditionId",
                "renditionName",
                "filename",
                "sizeBytes",
                "itemVersion",
                "createdAt",
                "bytesSent",
                "completed");
        for (ItemDownloads.Line line : lines) {
            row(
                    table,
                    line.id(),
                    line.downloader().kind(),
                    line.downloader().id(),
                    Objects.requireNonNullElse(line.downloader().organisation(), ""),
                    line.rendition().id(),
                    line.rendition().name(),
                    line.rendition().filename(),
                    line.rendition().sizeBytes(),
                    line.itemVersion(),
                    line.createdAt(),
                    line.bytesSent(),
                    line.completed());
        }
        return table.toString();
    }

    static String of(DownloadReport report) {
        StringBuilder table = new StringBuilder();
        row(
                table,
                "clientId",
                "organisation",
                "downloads",
                "completed",
                "bytesSent",
                "lastDownloadAt");
        for (DownloadReport.Line line : report.items()) {
            row(
                    table,
                    line.clientId(),
                    Objects.requireNonNullElse(line.organisation(), ""),
                    line.downloads(),
                    line.completed(),
                    line.bytesSent(),
                    line.lastDownloadAt());
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
