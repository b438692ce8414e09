package tv.natomultimedia.media.ingest.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {

    private static final String MP4 = "0000001866747970" + "69736f6d00000200";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        MP4 + ", x.mp4, MP4",
        MP4 + ", x.MOV, MP4",
        "0000001466747970717420200000020071742020, x.mov, MOV",
        "0000000877696465000000006d646174, x.mov, MOV",
        "1a45dfa39f4286810142f7810142f2810442f381084282846d61740000, x.mkv, none",
        "1a45dfa3a34286810142f7810142f2810442f3810842828" + "86d6174726f736b61, x.mkv, MATROSKA",
        "1a45dfa39f4286810142f7810142f2810442f38108428284" + "7765626d, x.webm, WEBM",
        "060e2b34020501010d0102010102, x.mxf, MXF",
        "49443304000000000000, x.mp3, MP3",
        "fffb9064, x.mp3, MP3",
        "52494646240800005741564566, x.wav, WAV",
        "5249464624080000574542505650, x.webp, WEBP",
        "ffd8ffe000104a464946, x.jpeg, JPEG",
        "89504e470d0a1a0a0000000d, x.png, PNG",
        "4f67675300020000, x.ogg, OGG",
        "23455854, x.mp4, none",
        "'', x.mp4, none",
        "504b0304, x.mp4, none",
        "7f454c46, x.mp4, none",
        "fff15080, x.mp3, none"
    })
    void aFileIsWhatItsFirstBytesSay(String hex, String name, String kind) throws IOException {
        Path file = write(HexFormat.of().parseHex(hex));
        if (kind.equals("none")) {
            assertEquals(Refusal.UNSUPPORTED_FORMAT, refusal(file, name));
        } else {
            assertEquals(FileKind.valueOf(kind), Signatures.kindOf(file, name));
        }
    }

    @ParameterizedTest
    @CsvSource({MP4 + ", x.jpg", "ffd8ffe0, x.mp4", "fffb9064, x.wav", "ffd8ffe0, x.png"})
    void aNameThatSaysSomethingElseIsRefused(String hex, String name) throws IOException {
        assertEquals(Refusal.MISLABELLED, refusal(write(HexFormat.of().parseHex(hex)), name));
    }

    @Test
    void whatCanBeReadAsSomethingElseIsRefused() throws IOException {
        for (String foreign :
                new String[] {"%PDF-1.7", "<ScRiPt>", "<html>", "<?php echo", "#EXTM3U"}) {
            byte[] bytes = new byte[2_000];
            byte[] start = HexFormat.of().parseHex(MP4);
            System.arraycopy(start, 0, bytes, 0, start.length);
            byte[] text = foreign.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, bytes, 900, text.length);
            assertEquals(Refusal.AMBIGUOUS, refusal(write(bytes), "x.mp4"), foreign);
        }
    }

    @Test
    void anArchiveAtTheEndIsFoundWhateverItsComment() throws IOException {
        byte[] picture = HexFormat.of().parseHex("ffd8ffe000104a464946");
        for (int comment : new int[] {0, 1, 65_535}) {
            byte[] bytes = new byte[picture.length + 500 + 22 + comment];
            System.arraycopy(picture, 0, bytes, 0, picture.length);
            int at = picture.length + 500;
            System.arraycopy(HexFormat.of().parseHex("504b0506"), 0, bytes, at, 4);
            bytes[at + 20] = (byte) comment;
            bytes[at + 21] = (byte) (comment >> 8);
            assertEquals(Refusal.AMBIGUOUS, refusal(write(bytes), "x.jpg"));
        }
        byte[] mark = new byte[600];
        System.arraycopy(picture, 0, mark, 0, picture.length);
        System.arraycopy(HexFormat.of().parseHex("504b0506"), 0, mark, 590, 4);
        assertEquals(FileKind.JPEG, Signatures.kindOf(write(mark), "x.jpg"));
    }

    @Test
    void namesWithoutAKnownEndingAreNone() {
        assertTrue(FileKinds.isKnownEnding("A.Parade.MP4"));
        for (String name : new String[] {"parade", "x.", "x.mp4.exe", "x.m3u8", "x.mp4 "}) {
            assertFalse(FileKinds.isKnownEnding(name), name);
        }
    }

    private static Refusal refusal(Path file, String name) {
        return assertThrows(RefusedFileException.class, () -> Signatures.kindOf(file, name))
                .refusal();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }
}
