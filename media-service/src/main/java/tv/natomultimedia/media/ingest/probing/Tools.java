package tv.natomultimedia.media.ingest.probing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jboss.logging.Logger;

/** Runs ffprobe and ffmpeg. Files are given to them as {@code file:} addresses made here. */
@ApplicationScoped
public class Tools {

    private static final Logger LOG = Logger.getLogger(Tools.class);
    private static final long NO_FILES = 1024 * 1024;
    private static final String TIME = "out_time_us=";
    private static final double MICROS = 1_000_000;

    private final ToolSettings settings;

    Tools(ToolSettings settings) {
        this.settings = settings;
    }

    /** What ffprobe says of a file that only this reader may read, as JSON. */
    String describe(Path file, String demuxer, BooleanSupplier isStopped) {
        List<String> command = new ArrayList<>();
        command.add(program(settings.ffprobe()).toString());
        command.addAll(List.of("-hide_banner", "-loglevel", "error"));
        command.addAll(List.of("-print_format", "json", "-show_format", "-show_streams"));
        command.addAll(restrictions(demuxer));
        command.addAll(List.of("-probesize", "50M", "-i", "file:" + file.toAbsolutePath()));
        Child.Ended ended =
                run(
                        command,
                        file.toAbsolutePath().getParent(),
                        limits(settings.probeTime(), NO_FILES),
                        null,
                        isStopped);
        if (ended.isOverLimit()) {
            throw new RefusedFileException(Refusal.LIMITS_EXCEEDED, ended.complaint());
        }
        if (!ended.isSuccess()) {
            throw new RefusedFileException(Refusal.UNREADABLE, ended.complaint());
        }
        return ended.output();
    }

    /**
     * What ffmpeg is to make of a file.
     *
     * @param before options that are read before the input
     * @param after options for the output, its format included
     * @param durationSeconds of the output, for telling the progress; 0 when there is none
     */
    public record Order(
            Path input,
            String demuxer,
            List<String> before,
            List<String> after,
            Path output,
            double durationSeconds) {}

    /**
     * Makes the output.
     *
     * @param progress gets values from 0 to 1 meanwhile
     * @param isStopped asked all the time
     * @throws RefusedFileException when it cannot be made of this file
     */
    public void make(Order order, DoubleConsumer progress, BooleanSupplier isStopped) {
        List<String> command = new ArrayList<>();
        command.add(program(settings.ffmpeg()).toString());
        command.addAll(List.of("-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
        command.addAll(List.of("-nostats", "-progress", "pipe:1"));
        command.addAll(List.of("-threads", String.valueOf(settings.threads())));
        command.addAll(restrictions(order.demuxer()));
        command.addAll(order.before());
        command.addAll(List.of("-i", "file:" + order.input().toAbsolutePath()));
        command.addAll(List.of("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"));
        command.addAll(List.of("-threads", String.valueOf(settings.threads())));
        command.addAll(order.after());
        command.add("file:" + order.output().toAbsolutePath());
        Child.Ended ended =
                run(
                        command,
                        order.output().toAbsolutePath().getParent(),
                        limits(settings.encodeTime(), settings.output().asLongValue()),
                        line -> report(line, order.durationSeconds(), progress),
                        isStopped);
        if (!ended.isSuccess()) {
            throw new RefusedFileException(
                    ended.isOverLimit() ? Refusal.LIMITS_EXCEEDED : Refusal.ENCODING_FAILED,
                    ended.complaint());
        }
    }

    /** No protocol but files, and no reader but the one that the first bytes have named. */
    private static List<String> restrictions(String demuxer) {
        return List.of(
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                demuxer,
                "-max_streams",
                "64",
                "-f",
                demuxer);
    }

    private static void report(String line, double duration, DoubleConsumer progress) {
        if (duration > 0 && line.startsWith(TIME)) {
            try {
                double seconds = Long.parseLong(line.substring(TIME.length()).strip()) / MICROS;
                progress.accept(Math.clamp(seconds / duration, 0, 1));
            } catch (NumberFormatException notYet) {
                LOG.tracef("No time yet: %s", line);
            }
        }
    }

    private static Child.Ended run(
            List<String> command,
            Path folder,
            Child.Limits limits,
            Consumer<String> onLine,
            BooleanSupplier isStopped) {
        try {
            Child.Ended ended = Child.run(command, folder, limits, onLine, isStopped);
            if (!ended.isSuccess()) {
                LOG.debugf("%s ended with %d: %s", command, ended.status(), ended.complaint());
            }
            return ended;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Child.Limits limits(Duration time, long fileSize) {
        return new Child.Limits(
                time,
                time.multipliedBy(settings.threads()),
                settings.memory().asLongValue(),
                fileSize);
    }

    /** Whether both programs are installed. */
    public boolean areThere() {
        return find(settings.ffmpeg()).isPresent() && find(settings.ffprobe()).isPresent();
    }

    private static Path program(String name) {
        return find(name)
                .orElseThrow(() -> new UncheckedIOException(new IOException("no " + name)));
    }

    private static Optional<Path> find(String name) {
        return Child.candidates(name).filter(Files::isExecutable).findFirst();
    }
}
