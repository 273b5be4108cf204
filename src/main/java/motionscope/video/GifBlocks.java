package motionscope.video;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;

/**
 * What the blocks of a GIF say, without decoding a pixel: sizes, places, times. A file that ends inside a block, or
 * without the final one, is named as cut short here.
 *
 * @param width width of the whole picture
 * @param height height of the whole picture
 * @param frames one for each picture block
 */
record GifBlocks(int width, int height, List<GifFrame> frames) {
    /**
     * @param x left edge of the frame in the whole picture
     * @param y upper edge
     * @param width width of the frame
     * @param height height of the frame
     * @param delay time that it stays, in hundredths of a second
     * @param disposal what becomes of it afterwards: 0, 1 it stays; 2 its area is cleared; 3 what was before comes back
     */
    record GifFrame(int x, int y, int width, int height, int delay, int disposal) {}

    private static final int PICTURE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int END = 0x3b;
    private static final int CONTROL = 0xf9;

    static GifBlocks of(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.position(6);
            int width = in.getShort() & 0xffff;
            int height = in.getShort() & 0xffff;
            int flags = in.get();
            in.getShort(); // background, aspect
            skipTable(in, flags);
            List<GifFrame> frames = new ArrayList<>();
            int delay = 0;
            int disposal = 0;
            while (true) {
                int kind = in.get() & 0xff;
                if (kind == END) {
                    return new GifBlocks(width, height, List.copyOf(frames));
                } else if (kind == EXTENSION) {
                    if ((in.get() & 0xff) == CONTROL && in.get(in.position()) == 4) {
                        disposal = in.get(in.position() + 1) >> 2 & 7;
                        delay = in.getShort(in.position() + 2) & 0xffff;
                    }
                    skipData(in);
                } else if (kind == PICTURE) {
                    int x = in.getShort() & 0xffff;
                    int y = in.getShort() & 0xffff;
                    frames.add(new GifFrame(x, y, in.getShort() & 0xffff, in.getShort() & 0xffff, delay, disposal));
                    skipTable(in, in.get());
                    in.get(); // LZW code size
                    skipData(in);
                    delay = 0;
                    disposal = 0;
                } else {
                    throw new MotionScopeException(name + " is damaged: byte " + (in.position() - 1)
                            + " begins no GIF block (found " + kind + ").");
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MotionScopeException(
                    name + " is cut short: it ends after " + bytes.length + " bytes, inside a GIF block.", e);
        }
    }

    private static void skipTable(ByteBuffer in, int flags) {
        if ((flags & 0x80) != 0) {
            in.position(in.position() + (3 << (flags & 7) + 1));
        }
    }

    private static void skipData(ByteBuffer in) {
        for (int length = in.get() & 0xff; length > 0; length = in.get() & 0xff) {
            in.position(in.position() + length);
        }
    }
}
