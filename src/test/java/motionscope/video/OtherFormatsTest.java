package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import motionscope.MotionScopeException;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats that are read but not written, and GIFs that are built of parts. */
class OtherFormatsTest {
    @TempDir
    Path folder;

    private Path record(String name, String format, int codec, int pixels) throws FrameRecorder.Exception {
        Ffmpeg.require();
        Path file = folder.resolve(name);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 64, 48, 0);
                Frame frame = new Frame(64, 48, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(codec);
            recorder.setPixelFormat(pixels);
            recorder.setFrameRate(10);
            recorder.setVideoBitrate(2_000_000);
            recorder.start();
            for (BufferedImage image : RoundTripTest.waves(12, 48, 64, 10).images()) {
                Mp4Writing.fill(frame, image);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
        }
        return file;
    }

    @Test
    void videosOfOtherProgramsAreRead() throws IOException {
        int yuv = avutil.AV_PIX_FMT_YUV420P;
        for (Path file : new Path[] {
            record("a.webm", "webm", avcodec.AV_CODEC_ID_VP8, yuv),
            record("b.mkv", "matroska", avcodec.AV_CODEC_ID_VP9, yuv),
            record("c.avi", "avi", avcodec.AV_CODEC_ID_MPEG4, yuv),
            record("d.mov", "mov", avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P)
        }) {
            Clip clip = ClipReader.read(file);
            assertEquals("Clip of 12 frames, 64x48, 10.0 frames/s", clip.toString(), file.toString());
            double error = RoundTripTest.rmse(RoundTripTest.waves(12, 48, 64, 10), clip);
            assertTrue(error < 0.15, file + " " + error);
            byte[] half = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2);
            Path cut = Files.write(folder.resolve("cut"), half);
            assertTrue(assertThrows(MotionScopeException.class, () -> ClipReader.read(cut))
                    .getMessage()
                    .contains("cut short"));
        }
    }

    /** A GIF of 2x1 pixels, black and white, with one frame for each row of (x, disposal, hundredths, colour). */
    private static byte[] gif(int[][] frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {2, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1}); // two colours
        for (int[] frame : frames) {
            out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, (byte) (frame[1] << 2), (byte) frame[2], 0, 0, 0});
            out.writeBytes(new byte[] {0x2c, (byte) frame[0], 0, 0, 0, 1, 0, 1, 0, 0});
            // code size 2; clear (4), the colour, end (5), three bits each
            int codes = 4 | frame[3] << 3 | 5 << 6;
            out.writeBytes(new byte[] {2, 2, (byte) codes, (byte) (codes >> 8), 0});
        }
        out.write(0x3b);
        return out.toByteArray();
    }

    private static String levels(Clip clip) {
        StringBuilder text = new StringBuilder();
        for (int f = 0; f < clip.frames(); f++) {
            text.append(f == 0 ? "" : " ");
            for (int x = 0; x < 2; x++) {
                text.append(clip.value(f, 0, 0, x) > 0 ? 1 : 0);
            }
        }
        return text.toString();
    }

    @Test
    void gifFramesAreLaidOverOneAnother() throws IOException {
        int[][] stays = {{0, 1, 20, 1}, {1, 1, 20, 1}, {0, 1, 20, 0}};
        Clip clip = GifReading.read("stays", gif(stays), ReadOptions.all());
        assertEquals("10 11 01", levels(clip));
        assertEquals(5, clip.frameRate());
        int[][] cleared = {{0, 2, 10, 1}, {1, 2, 30, 1}};
        assertEquals("10 01", levels(GifReading.read("cleared", gif(cleared), ReadOptions.all())));
        int[][] restored = {{0, 1, 10, 1}, {0, 3, 10, 0}, {1, 1, 10, 1}};
        assertEquals("10 00 11", levels(GifReading.read("restored", gif(restored), ReadOptions.all())));
        int[][] hurried = {{0, 1, 0, 1}, {1, 1, 0, 1}};
        assertEquals(
                10, GifReading.read("hurried", gif(hurried), ReadOptions.all()).frameRate());
    }

    @Test
    void cutPicturesAreRefused() throws IOException {
        Path frames = ClipWriter.write(ClipTest.noise(2, 40, 40, 1), folder.resolve("good"));
        Path second = frames.resolve("frame_0001.png");
        byte[] good = Files.readAllBytes(second);
        for (int length : new int[] {good.length / 2, good.length - 30, 60, 20, 0}) {
            Files.write(second, Arrays.copyOf(good, length));
            String message = assertThrows(MotionScopeException.class, () -> ClipReader.read(frames), "" + length)
                    .getMessage();
            assertTrue(message.contains("frame_0001.png"), message);
        }
    }
}
