package motionscope.tensor;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** The first bytes by which PyTorch's files are known. */
final class PickleMagic {
    /** The first pickle of a file of the old layout is this number. */
    static final BigInteger LEGACY = new BigInteger("1950a86a20f9469cfc6c", 16);

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private PickleMagic() {}

    static boolean isZip(FileChannel channel) throws IOException {
        return startsWith(channel, ZIP);
    }

    static boolean isLegacy(FileChannel channel) throws IOException {
        return startsWith(channel, OLD);
    }

    private static boolean startsWith(FileChannel channel, byte[] magic) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(magic.length);
        channel.read(start, 0);
        return Arrays.equals(start.array(), magic);
    }
}
