package tv.natomultimedia.media.file.s3;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * Files are in a bucket, whose store sends them; what is uploaded is worked on by the scheduler, as
 * in earnest. The samples would fill the server's memory.
 */
public final class InABucket implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "download.delivery", "presigned-redirect",
                "ingest.processing.poll", "1S",
                "demonstration.enabled", "false");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(S3Server.class));
    }
}
