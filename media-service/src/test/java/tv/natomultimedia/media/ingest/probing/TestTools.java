package tv.natomultimedia.media.ingest.probing;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** The tools of this machine, or of one that has none. */
record TestTools(String folder, Duration probeTime) implements ToolSettings {

    @Override
    public String ffmpeg() {
        return folder + "ffmpeg";
    }

    @Override
    public String ffprobe() {
        return folder + "ffprobe";
    }

    @Override
    public Duration encodeTime() {
        return Duration.ofMinutes(1);
    }

    @Override
    public MemorySize memory() {
        return new MemorySize(BigInteger.ONE.shiftLeft(32));
    }

    @Override
    public MemorySize output() {
        return new MemorySize(BigInteger.ONE.shiftLeft(30));
    }

    @Override
    public int threads() {
        return 2;
    }

    @Override
    public Duration longest() {
        return Duration.ofSeconds(60);
    }

    @Override
    public long mostPixels() {
        return 2_000_000;
    }
}
